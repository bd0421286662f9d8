package com.nurturehub.crm.application;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Everything a use case may not reach for by itself: commits, ids, time and chance.
public record World(
    Transactions transactions, Ids ids, InstantSource clock, RandomGenerator chance) {}
