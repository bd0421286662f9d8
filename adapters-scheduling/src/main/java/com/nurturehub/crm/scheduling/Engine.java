package com.nurturehub.crm.scheduling;

/// The part of this node that works lanes; it does nothing until it is started.
public interface Engine extends AutoCloseable {

  void start();

  /// Takes on nothing new and lets running slices end.
  @Override
  void close();
}
