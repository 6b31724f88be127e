package io.atrium.kit.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** The platform's own records behind the schemas of a document. */
final class DocumentedRecords {

    private static final DotName SCHEMA = DotName.createSimple(Schema.class);
    private static final String OWN = "io.atrium.";

    private final List<ClassInfo> records;

    DocumentedRecords(IndexView index) {
        this.records = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OWN))
                .toList();
    }

    /**
     * The records of a schema's name. A generic record's schema has the names of its arguments after its own;
     * several records may have one simple name.
     */
    Stream<ClassInfo> of(String schema) {
        return records.stream()
                .filter(type ->
                        type.typeParameters().isEmpty() ? schema.equals(name(type)) : schema.startsWith(name(type)))
                .sorted(Comparator.comparing(ClassInfo::name));
    }

    private static String name(ClassInfo type) {
        AnnotationInstance given = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = given == null ? null : given.value("name");
        return name == null || name.asString().isEmpty() ? type.simpleName() : name.asString();
    }
}
