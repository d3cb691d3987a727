package dk.hoibu.fhir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the settings: from a YAML file, over it the environment ({@code HOIBU_} and the key in capitals, with underscores), over that
 * {@code --set}. An unknown key or a bad value stops the start with a message that names it.
 */
public final class SettingsReader {

    private static final String PREFIX = "HOIBU_";

    private final Map<String, SettingKey> keys;

    public SettingsReader() {
        this.keys = SettingKey.ALL.stream()
                .collect(Collectors.toMap(SettingKey::name, key -> key, (a, b) -> a, LinkedHashMap::new));
    }

    /**
     * @param file the YAML file, if there is one
     * @param environment the process environment
     * @param overrides {@code key=value}, the last word
     * @throws IllegalArgumentException naming the key that is unknown or whose value is bad
     */
    public Settings read(Optional<Path> file, Map<String, String> environment, List<String> overrides) {
        Map<String, String> values = new TreeMap<>();
        SettingKey.ALL.forEach(key -> values.put(key.name(), key.standard()));
        file.ifPresent(path -> values.putAll(known(fromFile(path), "in " + path.getFileName())));
        values.putAll(known(fromEnvironment(environment), "in the environment"));
        values.putAll(known(fromOverrides(overrides), "given with --set"));
        values.forEach((name, value) -> check(name, value));
        return Settings.of(values);
    }

    private Map<String, String> known(Map<String, String> values, String where) {
        values.keySet().stream()
                .filter(name -> !keys.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("unknown setting " + name + " " + where);
                });
        return values;
    }

    private void check(String name, String value) {
        SettingKey key = keys.get(name);
        if (key != null && !key.kind().accepts(value)) {
            throw new IllegalArgumentException(
                    "setting " + name + " must be " + key.kind().description());
        }
    }

    private static Map<String, String> fromFile(Path file) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            Map<String, String> flat = new LinkedHashMap<>();
            if (document != null) {
                flatten("", document, flat);
            }
            return flat;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the settings file " + file.getFileName());
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    "the settings file " + file.getFileName() + " is not YAML: " + e.getMessage());
        }
    }

    private static void flatten(String prefix, Object node, Map<String, String> flat) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                String name = prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key;
                if (value == null) {
                    throw new IllegalArgumentException("setting " + name + " has no value");
                }
                flatten(name, value, flat);
            });
        } else if (prefix.isEmpty()) {
            throw new IllegalArgumentException("the settings file must hold keys and values");
        } else if (node instanceof List<?> list) {
            flat.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else {
            flat.put(prefix, String.valueOf(node));
        }
    }

    private Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> byVariable =
                keys.keySet().stream().collect(Collectors.toMap(SettingsReader::variable, name -> name));
        Map<String, String> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                values.put(byVariable.getOrDefault(variable, variable), value);
            }
        });
        return values;
    }

    private static Map<String, String> fromOverrides(List<String> overrides) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set takes key=value");
            }
            values.put(override.substring(0, equals), override.substring(equals + 1));
        }
        return values;
    }

    /** The environment variable of a key. */
    public static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
