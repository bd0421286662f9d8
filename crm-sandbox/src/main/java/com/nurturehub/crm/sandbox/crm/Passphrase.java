package com.nurturehub.crm.sandbox.crm;

/// A secret of the sandbox. Invented, but treated like a real one: it is never printed.
public record Passphrase(String reveal) {

  @Override
  public String toString() {
    return "***";
  }
}
