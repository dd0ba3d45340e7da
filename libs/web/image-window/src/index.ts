import './words.js';

export { ImageWindow, OpeningWindow } from './image-window.js';
