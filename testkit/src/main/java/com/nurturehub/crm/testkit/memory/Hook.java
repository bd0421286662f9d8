package com.nurturehub.crm.testkit.memory;

/// Called before and after everything a use case does at a port. What it throws, the use case meets
/// there: a crash, for instance.
@FunctionalInterface
public interface Hook {

  Hook NONE = _ -> {};

  /// `place` names the port, the method, and whether it is before or after: `Contacts.add before`.
  void at(String place);
}
