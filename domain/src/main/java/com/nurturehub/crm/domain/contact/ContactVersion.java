package com.nurturehub.crm.domain.contact;

import java.time.Instant;

/// What one side says of a contact, and since when.
public record ContactVersion(Side side, ContactDetails details, Instant modifiedAt) {}
