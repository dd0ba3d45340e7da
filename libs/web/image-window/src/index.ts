import './words.js';

export { ImageWindow, OpeningImages } from './image-window.js';
