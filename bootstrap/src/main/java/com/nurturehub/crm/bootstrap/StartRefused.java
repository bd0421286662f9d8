package com.nurturehub.crm.bootstrap;

/// We cannot start, and one sentence says why and what to do. Its message is all that a person
/// sees.
public final class StartRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartRefused(String sentence) {
    super(sentence);
  }

  public StartRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
