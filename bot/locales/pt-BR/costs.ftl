## Unclear submissions, odd costs and failures

failure-submission_lost-sought = O serviço de vídeo teve um erro ao enviar o seu vídeo. Tente de novo. Se o vídeo aparecer depois, você também o recebe.
