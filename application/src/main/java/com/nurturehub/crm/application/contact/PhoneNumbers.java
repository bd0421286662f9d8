package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.contact.PhoneNumber;

/// Reads phone numbers as people in the United Kingdom type them.
@DrivenPort
@FunctionalInterface
public interface PhoneNumbers {

  /// In E.164 where it can be read as a number, else the stripped text.
  PhoneNumber read(String typed);
}
