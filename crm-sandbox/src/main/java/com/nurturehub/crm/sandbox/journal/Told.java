package com.nurturehub.crm.sandbox.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One call, as it is remembered.
///
/// @param number counts all calls of this CRM, from 1, in the order of their arrival
/// @param query empty for calls that carry credentials or codes
/// @param headers only those that carry no secret; of `Authorization` only the scheme
/// @param body empty for reads and for calls that carry credentials
/// @param inFlight calls of the same customer under way when this one arrived, itself included
/// @param harms the faults that struck it
public record Told(
    long number,
    String operation,
    String customer,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body,
    Instant arrivedAt,
    Instant answeredAt,
    int inFlight,
    int status,
    List<String> harms) {}
