import fs from 'node:fs';
import path from 'node:path';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** A log file of at most 20 MB, plus the one before it: a child that loops must not fill the disk. */
export class BoundedLog {
  #file;
  #previous;
  #descriptor;
  #size;

  constructor(folder, name) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = path.join(folder, `${name}.log`);
    this.#previous = path.join(folder, `${name}.1.log`);
    this.#open();
  }

  write(text) {
    if (this.#size >= LIMIT_BYTES) this.#rotate();
    this.#size += fs.writeSync(this.#descriptor, text);
  }

  #open() {
    this.#descriptor = fs.openSync(this.#file, 'a', 0o600);
    this.#size = fs.fstatSync(this.#descriptor).size;
  }

  #rotate() {
    fs.closeSync(this.#descriptor);
    fs.renameSync(this.#file, this.#previous);
    this.#open();
  }
}
