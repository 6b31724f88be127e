package io.atrium.local.gateway;

import io.atrium.local.deployment.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What nginx.conf says about routes, read as nginx reads it: the first regular expression of a map that matches. */
final class NginxTable {

    private static final Pattern LINE = Pattern.compile("^\"~(\\*?)(.*)\" (\\S+);$");

    private final Map<Pattern, String> services;
    private final Map<Pattern, String> targets;
    private final Pattern ambiguous;
    private final Pattern largeBodies;

    private NginxTable(String conf) {
        services = map(conf, "$service");
        targets = map(conf, "$target");
        ambiguous = map(conf, "$ambiguous").keySet().iterator().next();
        Matcher location = Pattern.compile("location ~ (\\S+) \\{\\s+client_max_body_size 16m;")
                .matcher(conf);
        if (!location.find()) {
            throw new IllegalStateException("No location of 16 MiB");
        }
        largeBodies = Pattern.compile(location.group(1));
        if (!conf.contains("\n    client_max_body_size 1m;")) {
            throw new IllegalStateException("No general limit of 1 MiB");
        }
    }

    static NginxTable ofDeployment() {
        return new NginxTable(Repository.text("deploy/gateway/nginx.conf"));
    }

    Optional<String> service(String method, String path) {
        if (ambiguous.matcher(path).find()) {
            return Optional.empty();
        }
        return first(services, method + " " + path);
    }

    Optional<String> target(String path) {
        return first(targets, path).map(target -> target.replace("$is_args$args", ""));
    }

    long maxBodyBytes(String path) {
        return largeBodies.matcher(path).find() ? 16L << 20 : 1L << 20;
    }

    List<String> servicesInOrder() {
        return new ArrayList<>(services.values());
    }

    private static Optional<String> first(Map<Pattern, String> map, String value) {
        return map.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(value).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Pattern, String> map(String conf, String variable) {
        Matcher block = Pattern.compile(
                        "\\n    map [^\\n]+ " + Pattern.quote(variable) + " \\{\\n(.*?)\\n    \\}", Pattern.DOTALL)
                .matcher(conf);
        if (!block.find()) {
            throw new IllegalStateException("No map of " + variable);
        }
        Map<Pattern, String> map = new LinkedHashMap<>();
        block.group(1)
                .lines()
                .map(String::strip)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> map.put(
                        Pattern.compile(line.group(2), line.group(1).isEmpty() ? 0 : Pattern.CASE_INSENSITIVE),
                        line.group(3)));
        return map;
    }
}
