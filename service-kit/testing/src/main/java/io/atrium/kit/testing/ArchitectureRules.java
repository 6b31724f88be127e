package io.atrium.kit.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of the architecture over one module's main classes. */
public final class ArchitectureRules {

    private static final String ENTITY = "jakarta.persistence.Entity";
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";
    private static final Set<String> REACTIVE = Set.of(
            "io.smallrye.mutiny.Uni",
            "io.smallrye.mutiny.Multi",
            "org.jboss.resteasy.reactive.RestMulti",
            "org.jboss.resteasy.reactive.RestResponse",
            "jakarta.ws.rs.core.Response");

    private final String basePackage;
    private final Set<String> exceptions;

    private ArchitectureRules(String basePackage, Set<String> exceptions) {
        this.basePackage = basePackage;
        this.exceptions = Set.copyOf(exceptions);
    }

    /** The rules over a package, such as io.atrium.identity, and all below it. */
    public static ArchitectureRules of(String basePackage) {
        return new ArchitectureRules(basePackage, Set.of());
    }

    /**
     * The same rules with an exception, which must be needed.
     *
     * @param place a method or a field that may break them, as in {@code Publisher.close()}
     * @param reason why it does
     */
    public ArchitectureRules allowing(String place, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an exception needs a reason");
        }
        Set<String> more = new HashSet<>(exceptions);
        more.add(place);
        return new ArchitectureRules(basePackage, more);
    }

    /** Fails with every violation of every rule, and where there is no class to hold them against. */
    public void verify() {
        JavaClasses imported = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        if (imported.isEmpty()) {
            throw new AssertionError("There is no class in " + basePackage);
        }
        List<String> violations = violations(imported);
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    basePackage + " breaks the rules of the architecture:\n  " + String.join("\n  ", violations));
        }
    }

    List<String> violations(JavaClasses imported) {
        List<String> found = new ArrayList<>();
        for (ArchRule rule : rules()) {
            found.addAll(rule.allowEmptyShould(true)
                    .evaluate(imported)
                    .getFailureReport()
                    .getDetails());
        }
        found.addAll(LinearPatterns.faults(imported));
        List<String> violations = new ArrayList<>(found.stream()
                .filter(violation -> exceptions.stream().noneMatch(violation::contains))
                .toList());
        exceptions.stream()
                .filter(place -> found.stream().noneMatch(violation -> violation.contains(place)))
                .map(place -> "the exception for " + place + " is not needed")
                .forEach(violations::add);
        return violations;
    }

    private List<ArchRule> rules() {
        return List.of(
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..",
                                "..utils..",
                                "..impl..",
                                "..dto..",
                                "..common..",
                                "..helper..",
                                "..helpers.."),
                noFields().should().beAnnotatedWith("jakarta.inject.Inject"),
                noFields().should().beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty"),
                classes().that().areAnnotatedWith(ENTITY).should(beUsedInTheirOwnPackageOnly()),
                methods().that(areHttpOperations()).should(answerReactively()),
                methods().that(areHttpOperations()).should(keepEntitiesToThemselves()),
                methods().that(areHttpOperations()).and(areServed()).should(new RequestTextRule()),
                methods()
                        .that(DescribedPredicate.describe("are settings", SettingBoundsRule::isSetting))
                        .should(new SettingBoundsRule()),
                noClasses()
                        .that(resideInAPackage(basePackage + ".."))
                        .should()
                        .accessClassesThat()
                        .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait"),
                noClasses()
                        .should()
                        .callMethodWhere(ForbiddenCalls.queriesAPool())
                        .because("a failed acquisition by Pool.query leaves a timer that fails again 30 s later"),
                noClasses()
                        .should()
                        .callMethodWhere(ForbiddenCalls.compilesAPatternEachTime())
                        .because("an expression is a static field, where its cost is held"),
                noClasses()
                        .that(DescribedPredicate.not(resideInAPackage("io.atrium.kit.json")))
                        .should()
                        .accessTargetWhere(ForbiddenCalls.makesAParser())
                        .because("a parser is made by JsonParsers, without a table of names for the whole process"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("io.quarkus.arc.Arc")
                        .because("what a class needs is injected, or stands on the request's context"),
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ForbiddenCalls.SCOPE)
                        .should()
                        .callConstructorWhere(ForbiddenCalls.makesAScope())
                        .because("each kind of scope has its factory"),
                noClasses().should().callMethod(Thread.class, "sleep", long.class),
                noClasses().should().accessField(System.class, "out"));
    }

    private static DescribedPredicate<JavaMethod> areHttpOperations() {
        return DescribedPredicate.describe(
                "are HTTP operations",
                method -> method.getOwner().isAnnotatedWith(PATH)
                        && method.getAnnotations().stream()
                                .anyMatch(annotation ->
                                        annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")));
    }

    /** An operation of a REST client is served by someone else. */
    private static DescribedPredicate<JavaMethod> areServed() {
        return DescribedPredicate.describe(
                "are served", method -> !method.getOwner().isAnnotatedWith(REST_CLIENT));
    }

    private static ArchCondition<JavaMethod> answerReactively() {
        return condition(
                "answer Uni, Multi or Response",
                method -> REACTIVE.contains(method.getRawReturnType().getName()));
    }

    private static ArchCondition<JavaMethod> keepEntitiesToThemselves() {
        return condition("have no entity in their signature", method -> {
            Set<JavaClass> types = method.getReturnType().getAllInvolvedRawTypes();
            Set<JavaClass> parameters = method.getParameterTypes().stream()
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .collect(Collectors.toSet());
            return types.stream().noneMatch(type -> type.isAnnotatedWith(ENTITY))
                    && parameters.stream().noneMatch(type -> type.isAnnotatedWith(ENTITY));
        });
    }

    private static ArchCondition<JavaMethod> condition(
            String description, java.util.function.Predicate<JavaMethod> test) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        method, test.test(method), method.getFullName() + " should " + description));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedInTheirOwnPackageOnly() {
        return new ArchCondition<>("be used in their own package only") {
            @Override
            public void check(JavaClass entity, ConditionEvents events) {
                entity.getDirectDependenciesToSelf().stream()
                        .filter(use -> !use.getOriginClass().getPackageName().equals(entity.getPackageName()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(entity, use.getDescription())));
            }
        };
    }
}
