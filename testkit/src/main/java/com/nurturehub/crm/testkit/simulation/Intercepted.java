package com.nurturehub.crm.testkit.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// A port with somebody in between.
final class Intercepted {

  private Intercepted() {}

  /// Sees a call, and passes it on, changes it, or answers itself.
  @FunctionalInterface
  interface Between {

    @Nullable Object call(String method, @Nullable Object[] arguments, Call onwards);
  }

  /// The call as it would go on, with these arguments.
  @FunctionalInterface
  interface Call {

    @Nullable Object with(@Nullable Object... arguments);
  }

  static <P> P by(Between between, Class<P> port, P real) {
    var intercepted =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) ->
                between.call(
                    method.getName(),
                    arguments == null ? new Object[0] : arguments,
                    changed -> invoke(method, real, changed)));
    return port.cast(intercepted);
  }

  private static @Nullable Object invoke(
      Method method, Object real, @Nullable Object... arguments) {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException thrown) {
      return sneak(thrown.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object sneak(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException fault) {
      throw fault;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(thrown);
  }
}
