package dev.leeway.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.ContainerName.OneOff;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerNameTest {
    private static ContainerName named(String name, String image, OneOff oneOff) {
        return ContainerName.of(ContainerNames.called(name), Optional.empty(), image, oneOff, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "/shop-web, any:1, shop-web, container",
        "/shop-web-2, any:1, shop-web, container",
        "/shop-web-blue, any:1, shop-web, container",
        "/angry_wing, registry.example:5000/team/shop-web:1.2, shop-web, image",
        "/angry_wing4, shop-web@sha256:abc, shop-web, image",
        "/0123456789abcdef, shop-web, shop-web, image",
        "/angry_wing, sha256:0123456789abcdef, unnamed, image",
        "/k8s_web_shop-web-7d4b9c8f6d-x2x9k_shop_uid_0, any:1, shop-web, kubernetes"
    })
    void namesByWhatPeopleGave(String name, String image, String service, String rule) {
        ContainerName found = named(name, image, OneOff.NO);
        assertThat(found.named().name()).isEqualTo(service);
        assertThat(found.rule()).isEqualTo(rule);
        assertThat(found.passing()).isFalse();
    }

    @Test
    void letsTheComposeServiceGoBeforeTheName() {
        ContainerNames names = new ContainerNames(
                Optional.of("/project_web_1"),
                Optional.of("web"),
                Optional.of("project"),
                Optional.of("1"),
                Optional.empty());
        ContainerName found = ContainerName.of(names, Optional.empty(), "any", OneOff.NO, List.of());
        assertThat(found.named().name()).isEqualTo("web");
        assertThat(found.rule()).isEqualTo("compose");
    }

    @Test
    void letsTheConfigurationGoBeforeAll() {
        ServiceMatch match = new ServiceMatch(
                "shop-web", Optional.empty(), Optional.empty(), Optional.of("front*"), OptionalInt.empty());
        ServiceMatch ofPort =
                new ServiceMatch("other", Optional.empty(), Optional.empty(), Optional.of("*"), OptionalInt.of(80));
        ContainerName found = ContainerName.of(
                ContainerNames.called("/frontend"), Optional.empty(), "any", OneOff.NO, List.of(ofPort, match));
        assertThat(found.named().name()).isEqualTo("shop-web");
        assertThat(found.rule()).isEqualTo("configuration");
    }

    @Test
    void takesForPassingWhatSaysSoAndWhatGoesWithoutAName() {
        assertThat(named("/shop-web", "any", OneOff.SAID).passing()).isTrue();
        assertThat(named("/angry_wing", "any", OneOff.REMOVED).passing()).isTrue();
        assertThat(named("/shop-web", "any", OneOff.REMOVED).passing()).isFalse();
        assertThat(named("/k8s_POD_shop-web-0_shop_uid_0", "pause", OneOff.NO).passing())
                .isTrue();
    }
}
