package io.atrium.kit.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls that {@link ArchitectureRules} forbid, by what is called. */
final class ForbiddenCalls {

    static final String SCOPE = "io.atrium.kit.tenancy.TenantScope";

    private static final String POOL = "io.vertx.mutiny.sqlclient.Pool";
    private static final String CONSTRUCTOR = "<init>";
    private static final Set<String> PARSERS = Set.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.core.JsonFactoryBuilder",
            "com.fasterxml.jackson.databind.MappingJsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.databind.json.JsonMapper",
            "com.fasterxml.jackson.databind.json.JsonMapper$Builder",
            "io.vertx.core.json.jackson.DatabindCodec",
            "io.vertx.core.json.jackson.JacksonCodec");

    private ForbiddenCalls() {}

    static DescribedPredicate<JavaMethodCall> queriesAPool() {
        return DescribedPredicate.describe(
                "Pool.query or Pool.preparedQuery",
                call -> call.getTargetOwner().getName().equals(POOL)
                        && (call.getName().equals("query") || call.getName().equals("preparedQuery")));
    }

    static DescribedPredicate<JavaMethodCall> compilesAPatternEachTime() {
        return DescribedPredicate.describe(
                "Pattern.compile outside of a static field, or an expression of String",
                call -> (call.getTargetOwner().isEquivalentTo(Pattern.class)
                                && (call.getName().equals("compile")
                                        || call.getName().equals("matches"))
                                && !call.getOrigin().getName().equals("<clinit>"))
                        || (call.getTargetOwner().isEquivalentTo(String.class)
                                && Set.of("matches", "replaceAll", "replaceFirst")
                                        .contains(call.getName())));
    }

    static DescribedPredicate<JavaAccess<?>> makesAParser() {
        return DescribedPredicate.describe(
                "make a factory or mapper of Jackson",
                access -> PARSERS.contains(access.getTargetOwner().getName())
                        && Set.of(CONSTRUCTOR, "builder")
                                .contains(access.getTarget().getName()));
    }

    static DescribedPredicate<JavaConstructorCall> makesAScope() {
        return DescribedPredicate.describe(
                "make a TenantScope", call -> call.getTargetOwner().getName().equals(SCOPE));
    }
}
