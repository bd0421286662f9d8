package com.nurturehub.crm.domain.contact;

/// A way to reach somebody, each with a consent of its own.
public enum Channel {
  EMAIL,
  PHONE,
  SMS,
  POST
}
