package s3migrate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import s3migrate.time.Sleeper;

/// The arrows between core's packages run one way, and effects come in through ports only.
@AnalyzeClasses(packages = "s3migrate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /// Each may use those before it.
    private static final List<String> ORDER =
            List.of(
                    "log",
                    "metrics",
                    "price",
                    "time",
                    "object",
                    "route",
                    "store",
                    "ledger",
                    "job",
                    "listing",
                    "transfer",
                    "outcome",
                    "run",
                    "doctor");

    private static final String[] ADAPTERS = {
        "s3migrate.*.s3..",
        "s3migrate.*.sqs..",
        "s3migrate.*.dynamodb..",
        "s3migrate.*.ssm..",
        "s3migrate.*.sts..",
        "s3migrate.*.events.."
    };

    private static final Set<String> AMBIENT =
            Set.of(
                    Thread.class.getName() + ".sleep",
                    System.class.getName() + ".getenv",
                    System.class.getName() + ".currentTimeMillis",
                    Instant.class.getName() + ".now",
                    InstantSource.class.getName() + ".system",
                    Clock.class.getName() + ".systemUTC",
                    Clock.class.getName() + ".systemDefaultZone");

    @ArchTest
    static void packagesUseOnlyThoseBeforeThem(JavaClasses core) {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] allowed =
                    ORDER.subList(0, i + 1).stream()
                            .map(name -> "s3migrate." + name + "..")
                            .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage("s3migrate." + ORDER.get(i) + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed).or(resideOutsideOfPackages("s3migrate..")))
                    .allowEmptyShould(true)
                    .check(core);
        }
    }

    @ArchTest
    static void everyClassIsInOneOfThesePackages(JavaClasses core) {
        String[] all =
                ORDER.stream().map(name -> "s3migrate." + name + "..").toArray(String[]::new);
        classes().that(inCore()).should().resideInAnyPackage(all).check(core);
    }

    @ArchTest
    static void onlyAdaptersKnowTheSdk(JavaClasses core) {
        noClasses()
                .that(inCore().and(resideOutsideOfPackages(ADAPTERS)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(core);
    }

    @ArchTest
    static void portsDoNotKnowTheirAdapters(JavaClasses core) {
        noClasses()
                .that(inCore().and(resideOutsideOfPackages(ADAPTERS)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ADAPTERS)
                .check(core);
    }

    @ArchTest
    static void nobodyKnowsLambda(JavaClasses core) {
        noClasses()
                .that(inCore())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda..")
                .check(core);
    }

    /// Time, waiting and settings are handed in, so that tests can hold them.
    @ArchTest
    static void nobodyReachesForClockSleepOrEnvironment(JavaClasses core) {
        noClasses()
                .that(inCore())
                .and()
                .doNotHaveFullyQualifiedName(Sleeper.class.getName())
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "the target is one of " + AMBIENT,
                                (JavaAccess<?> access) ->
                                        AMBIENT.contains(
                                                access.getTargetOwner().getName()
                                                        + "."
                                                        + access.getTarget().getName())))
                .check(core);
    }

    private static DescribedPredicate<JavaClass> inCore() {
        return resideInAPackage("s3migrate..").and(resideOutsideOfPackages("s3migrate.sandbox.."));
    }
}
