package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.alto.AltoSettings;
import com.nurturehub.crm.sandbox.reapit.ReapitSettings;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Runs the sandbox by itself.
///
/// Arguments are `name=value`: `port` (8090), `seed`, `contacts` (of the customer RES), `customers`
/// (`RES:25000,DXX:1200`), `agencies` (Alto's, the same way), `limits` (`off` lifts the CRMs'
/// limits). Each can also be set in the environment, as `SANDBOX_PORT` and so on; an argument comes
/// first.
public final class SandboxMain {

  private static final System.Logger LOG = System.getLogger(SandboxMain.class.getName());
  private static final int PORT = 8090;

  private SandboxMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    var wishes = Wishes.of(arguments, System.getenv());
    var sandbox = Sandbox.start(wishes.settings());
    if (wishes.find("limits", "on").equals("off")) {
      sandbox.reapit().liftLimits();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
    LOG.log(
        Level.INFO,
        "Sandbox: Reapit identity {0}, platform {1}, client {2}; customers {3}; Alto {4}, client {5};"
            + " agencies {6}; admin {7}",
        sandbox.reapitConnect(),
        sandbox.reapitPlatform(),
        wishes.settings().reapit().clientId(),
        sandbox.reapit().customers(),
        sandbox.altoApi(),
        wishes.settings().alto().clientId(),
        sandbox.alto().customers(),
        sandbox.admin());
    LOG.log(
        Level.INFO,
        "Sandbox: Street {0} with networks {1}; Loop {2} with teams {3}",
        sandbox.streetApi(),
        sandbox.street().customers(),
        sandbox.loopApi(),
        sandbox.loop().customers());
    Thread.currentThread().join();
  }

  /// What was asked for, by name.
  record Wishes(Map<String, String> byName) {

    static Wishes of(String[] arguments, Map<String, String> environment) {
      var byName = new LinkedHashMap<String, String>();
      for (var name :
          new String[] {"port", "seed", "contacts", "customers", "agencies", "limits"}) {
        var value = environment.get("SANDBOX_" + name.toUpperCase(Locale.ROOT));
        if (value != null) {
          byName.put(name, value);
        }
      }
      for (var argument : arguments) {
        var equals = argument.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("not name=value: " + argument);
        }
        byName.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
      return new Wishes(byName);
    }

    String find(String name, String otherwise) {
      return byName.getOrDefault(name, otherwise);
    }

    SandboxSettings settings() {
      var usual = SandboxSettings.demo();
      return usual
          .withPort(Integer.parseInt(find("port", Integer.toString(PORT))))
          .withSeed(Long.parseLong(find("seed", Long.toString(usual.seed()))))
          .withReapit(reapit(usual.reapit()))
          .withAlto(alto(usual.alto()));
    }

    private AltoSettings alto(AltoSettings usual) {
      return byName.containsKey("agencies")
          ? usual.withAgencies(counts(find("agencies", "")))
          : usual;
    }

    private static Map<String, Integer> counts(String text) {
      var counts = new LinkedHashMap<String, Integer>();
      for (var entry : text.split(",", -1)) {
        var colon = entry.indexOf(':');
        counts.put(entry.substring(0, colon), Integer.parseInt(entry.substring(colon + 1)));
      }
      return counts;
    }

    private ReapitSettings reapit(ReapitSettings usual) {
      var settings = usual;
      if (byName.containsKey("customers")) {
        settings = settings.withCustomers(counts(find("customers", "")));
      }
      return byName.containsKey("contacts")
          ? settings.with("RES", Integer.parseInt(find("contacts", "")))
          : settings;
    }
  }
}
