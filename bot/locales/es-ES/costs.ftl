## Unclear submissions, odd costs and failures

failure-submission_lost-sought = El servicio de vídeo dio un error al enviar tu vídeo. Inténtalo otra vez. Si el vídeo aparece más tarde, también te llegará.
