package com.nurturehub.crm.testkit.memory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port with a hook before and after each of its methods.
public final class Watched {

  private Watched() {}

  public static <P> P by(Hook hook, Class<P> port, P real) {
    var places = new ConcurrentHashMap<Method, Places>();
    var watched =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              var around = places.computeIfAbsent(method, m -> Places.around(port, m));
              return call(hook, around, real, method, arguments);
            });
    return port.cast(watched);
  }

  /// What is told to the hook, put together once for each method.
  private record Places(String before, String after) {

    static Places around(Class<?> port, Method method) {
      var name = port.getSimpleName() + "." + method.getName();
      return new Places(name + " before", name + " after");
    }
  }

  private static @Nullable Object call(
      Hook hook, Places places, Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    hook.at(places.before());
    try {
      var result = method.invoke(real, arguments);
      hook.at(places.after());
      return result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
