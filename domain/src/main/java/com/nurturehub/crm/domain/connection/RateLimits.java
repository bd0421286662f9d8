package com.nurturehub.crm.domain.connection;

/// A CRM's published limits: requests per second and per day over all agencies, and calls in flight
/// for one account. Zero stands for "none published".
public record RateLimits(int perSecond, int perDay, int concurrentPerAccount) {}
