package dev.leeway.samples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

/**
 * One boundary of the design, with the rule or rules that hold it.
 *
 * @param name in words
 * @param rules that hold it
 */
record Boundary(String name, List<ArchRule> rules) {
    /** Every boundary. */
    static List<Boundary> all() {
        return List.of(
                of(
                        "schemas know neither agent nor collector",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.schema..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("dev.leeway.agent..", "dev.leeway.collector..")),
                of(
                        "agent knows no collector",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.agent..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.leeway.collector..")),
                of(
                        "collector knows no agent",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.collector..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("dev.leeway.agent..")),
                of(
                        "probes see only ports formats and the schema",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.agent.probe.*..")
                                .should()
                                .dependOnClassesThat(Homes.notForProbes())),
                of(
                        "probes do not see each other",
                        slices().matching("dev.leeway.agent.probe.(*)..")
                                .should()
                                .notDependOnEachOther()),
                of(
                        "probes touch the host only through ports",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.agent.probe.*..")
                                .should()
                                .dependOnClassesThat(Homes.direct())
                                .orShould()
                                .callMethodWhere(Homes.asksItsOwnMachine())),
                of(
                        "ports are values and interfaces",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.agent.spi..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "dev.leeway.agent.host..",
                                        "dev.leeway.agent.probe..",
                                        "dev.leeway.agent.snapshot..",
                                        "dev.leeway.agent.redact..",
                                        "dev.leeway.agent.cli..",
                                        "dev.leeway.agent.deliver..",
                                        "dev.leeway.agent.service..")),
                of(
                        "pure rooms see no io",
                        noClasses()
                                .that()
                                .resideInAnyPackage(Homes.PURE)
                                .should()
                                .dependOnClassesThat(Homes.inputAndOutput())),
                of(
                        "pure rooms ask no clock and no machine",
                        noClasses()
                                .that()
                                .resideInAnyPackage(Homes.PURE)
                                .should()
                                .callMethodWhere(Homes.asksItsOwnMachine())
                                .orShould()
                                .callMethodWhere(Homes.asksTheClock())),
                of(
                        "agent executes and loads nothing it finds",
                        noClasses()
                                .that()
                                .resideInAPackage("dev.leeway.agent..")
                                .should()
                                .dependOnClassesThat()
                                .haveFullyQualifiedName(ProcessBuilder.class.getName())
                                .orShould()
                                .callMethodWhere(Homes.startsAProgram())),
                of("libraries have one home", Homes.libraries()),
                of(
                        "packages form no cycle",
                        slices().matching("dev.leeway.(**)").should().beFreeOfCycles()),
                of(
                        "probes are final and named so",
                        classes()
                                .that(Homes.implementsProbe())
                                .and()
                                // The proof that no secret leaves listens to each probe by standing in its place.
                                .resideOutsideOfPackage("dev.leeway.agent.selftest..")
                                .should()
                                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                                .andShould()
                                .haveSimpleNameEndingWith("Probe")
                                .andShould()
                                .resideInAPackage("dev.leeway.agent.probe.*..")),
                of(
                        "only commands use standard streams",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("dev.leeway..cli..")
                                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)),
                of(
                        "nobody uses java util logging",
                        noClasses()
                                .that()
                                // Which have to say that they have none.
                                .areNotAssignableTo("java.sql.Driver")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("java.util.logging..")),
                of("nobody throws generic exceptions", noClasses().should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS)),
                of("packages are null marked", classes().should(Homes.liveInANullMarkedPackage())));
    }

    private static Boundary of(String name, ArchRule rule) {
        return new Boundary(name, List.of(rule));
    }

    private static Boundary of(String name, List<ArchRule> rules) {
        return new Boundary(name, rules);
    }

    /** What breaks this boundary among {@code classes}, rule by rule. */
    List<EvaluationResult> evaluate(JavaClasses classes) {
        return rules.stream()
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
