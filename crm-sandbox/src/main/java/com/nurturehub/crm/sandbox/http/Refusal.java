package com.nurturehub.crm.sandbox.http;

/// The call cannot be done; the reply says why. Caught once, where calls are received.
public final class Refusal extends RuntimeException {

  private final transient Reply reply;

  public Refusal(Reply reply) {
    super("refused with " + reply.status(), null, false, false);
    this.reply = reply;
  }

  public Reply reply() {
    return reply;
  }
}
