package com.nurturehub.crm.testkit.simulation;

/// The process is gone. Nobody may catch it, so it is no exception.
final class Crash extends Error {

  private static final long serialVersionUID = 1L;

  Crash(String place) {
    super(place, null, false, false);
  }
}
