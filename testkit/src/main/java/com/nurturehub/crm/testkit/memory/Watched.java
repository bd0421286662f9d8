package com.nurturehub.crm.testkit.memory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// A port with a hook before and after each of its methods.
public final class Watched {

  private Watched() {}

  public static <P> P by(Hook hook, Class<P> port, P real) {
    var watched =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> call(hook, port, real, method, arguments));
    return port.cast(watched);
  }

  private static @Nullable Object call(
      Hook hook, Class<?> port, Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    var place = port.getSimpleName() + "." + method.getName();
    hook.at(place + " before");
    try {
      var result = method.invoke(real, arguments);
      hook.at(place + " after");
      return result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
