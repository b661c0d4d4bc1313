import './grid/allocation-grid.js'
