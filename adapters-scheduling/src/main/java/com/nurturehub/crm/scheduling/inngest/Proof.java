package com.nurturehub.crm.scheduling.inngest;

/// What the signature of a request says.
enum Proof {
  GENUINE("The request is signed."),
  MISSING("The request carries no signature."),
  STALE("The signature is more than five minutes from now."),
  FORGED("The signature is not one of our keys' over this body.");

  private final String sentence;

  Proof(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
