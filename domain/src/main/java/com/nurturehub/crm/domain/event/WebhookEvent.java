package com.nurturehub.crm.domain.event;

import java.time.Instant;

/// What a CRM has told us, until we have looked. It holds nothing personal.
public record WebhookEvent(EventId id, String topic, Subject subject, Instant receivedAt) {}
