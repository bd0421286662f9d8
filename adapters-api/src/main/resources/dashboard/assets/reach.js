/** Says "lost" when NurtureHub no longer answers, and "back" when it answers again. */
class Reach extends EventTarget {
  lost = false;

  /** When it last answered; what the page shows is no newer. */
  answeredAt;

  found() {
    this.answeredAt = new Date();
    if (!this.lost) return;
    this.lost = false;
    this.dispatchEvent(new Event('back'));
  }

  gone() {
    if (this.lost) return;
    this.lost = true;
    this.dispatchEvent(new Event('lost'));
  }
}

/** Whether NurtureHub answers, as whoever asked last has seen it. */
export const reach = new Reach();
