package com.nurturehub.crm.sandbox.http;

/// Answers one operation.
@FunctionalInterface
public interface Answer {

  Reply to(Call call);
}
