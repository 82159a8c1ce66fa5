package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleNamesTest {
    private final RoleNames names = new RoleNames(Set.of("looker"));

    /** Whoever of them is connected to production may be a stranger there, and is told by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.dev",
                "dev.app",
                "svc.reader",
                "app@project.iam",
                "billing@shop-dev.iam",
                "shop@project.iam.gserviceaccount.com",
                "order-service.staging",
                "Shop.Dev2",
                "api@example.com",
                "shop_dev",
                "app"
            })
    void tellsProgramsByTheirNames(String role) {
        assertThat(names.inFacts(role)).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.berg",
                "Anna Berg",
                "anna@example.com",
                "anna.berg@app.example.com",
                "anna.berg@dev.example.com",
                "anna.berg.admin",
                "anna.berg.dev@example.com",
                "Dev Patel",
                "J\u00fcrgen.dev",
                "j\u00fcrgen@project.iam"
            })
    void tellsNobodyWhoIsAPerson(String role) {
        assertThat(names.inFacts(role)).isEqualTo("{person}");
    }
}
