package com.nurturehub.crm.sandbox.fault;

/// A harm, where it strikes, and how often.
///
/// @param operation the name of an operation, or [#ANY]
/// @param customer a customer's code, or [#ANY]
/// @param rate the chance per call, from 0 to 1
/// @param times how many calls it strikes at most
public record Fault(Harm harm, String operation, String customer, double rate, int times) {

  public static final String ANY = "*";

  public Fault {
    if (rate < 0 || rate > 1) {
      throw new IllegalArgumentException("a rate lies between 0 and 1: " + rate);
    }
  }

  /// Strikes every call until it is lifted.
  public static Fault always(Harm harm) {
    return new Fault(harm, ANY, ANY, 1, Integer.MAX_VALUE);
  }

  public Fault on(String onlyOperation) {
    return new Fault(harm, onlyOperation, customer, rate, times);
  }

  public Fault forCustomer(String onlyCustomer) {
    return new Fault(harm, operation, onlyCustomer, rate, times);
  }

  public Fault times(int atMost) {
    return new Fault(harm, operation, customer, rate, atMost);
  }

  boolean concerns(String calledOperation, String callingCustomer) {
    return (operation.equals(ANY) || operation.equals(calledOperation))
        && (customer.equals(ANY) || customer.equals(callingCustomer));
  }
}
