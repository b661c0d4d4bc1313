import './shell/sa-app.js'
