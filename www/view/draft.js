// What is being typed, which neither editing, nor another chat, nor a reload may lose.

const nothing = { text: "", files: [] };

export class Draft {
  edited = null;
  chat = null;
  /** What was being typed when the editing of an earlier message began. */
  before = nothing;

  constructor({ state, update }, prompt, files) {
    Object.assign(this, { state, redraw: update, prompt, files });
  }

  put({ text, files }) {
    this.prompt.value = text;
    this.files.put(files);
  }

  /** Notes what is typed, if it is the next message. */
  keep() {
    if (this.state.edited === null) this.state.chat.draft = this.prompt.value;
    this.redraw();
  }

  /** Gives editing up. */
  leave() {
    if (this.state.edited === null) return;
    this.state.edited = this.edited = null;
    this.put(this.before);
    this.redraw();
  }

  /** What was typed has been sent: what was being typed before an edit is there again. */
  take() {
    const isEdited = this.edited !== null;
    this.edited = null;
    this.put(isEdited ? this.before : nothing);
    this.keep();
  }

  update() {
    const { chat, edited, turns } = this.state;
    if (this.chat !== chat.id) this.change(chat);
    if (this.edited === edited) return;
    this.edited = edited;
    const turn = turns.find(({ id }) => id === edited);
    if (!turn) return;
    this.before = { text: this.prompt.value, files: this.files.list() };
    this.put({ text: turn.prompt, files: turn.files });
    this.prompt.focus();
  }

  /** Another chat is shown; one that was split in two keeps what is being typed. */
  change({ id, draft }) {
    this.chat = id;
    this.edited = null;
    if (draft !== this.prompt.value) this.put({ text: draft, files: [] });
  }
}
