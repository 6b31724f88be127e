package io.atrium.kit.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Operations under {@code /internal}: no document has them, so they are read from the module's classes. */
final class InternalOperations {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private InternalOperations() {}

    /** Method and path of each, as in {@code GET /internal/things/{id}}. */
    static Set<String> of(String basePackage) {
        Set<String> operations = new TreeSet<>();
        for (ClassInfo type : index(basePackage).getKnownClasses()) {
            // an interface is a client of another service
            if (!type.isInterface() && path(type.declaredAnnotation(PATH)).startsWith("/internal")) {
                type.methods().forEach(method -> add(operations, type, method));
            }
        }
        return operations;
    }

    private static void add(Set<String> operations, ClassInfo type, MethodInfo method) {
        for (String verb : METHODS) {
            if (method.hasDeclaredAnnotation(DotName.createSimple("jakarta.ws.rs." + verb))) {
                operations.add(
                        verb + " " + path(type.declaredAnnotation(PATH)) + path(method.declaredAnnotation(PATH)));
            }
        }
    }

    private static String path(@Nullable AnnotationInstance annotation) {
        String path = annotation == null ? "" : annotation.value().asString();
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }

    private static Index index(String basePackage) {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(CLASSES.resolve(basePackage.replace('.', '/')))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    indexer.index(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return indexer.complete();
    }
}
