## Unclear submissions, odd costs and failures

failure-submission_lost-sought = Le service vidéo a eu une erreur pendant l'envoi de ta vidéo. Réessaie. Si la vidéo arrive quand même, tu la recevras aussi.
