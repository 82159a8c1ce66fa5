package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;
import dev.leeway.agent.spi.Observed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
    private static Observed observed(String text) {
        return SettingValue.of(new SettingEntry("password", "password", 1, Kind.TEXT, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${DB_PASSWORD}", "${S3_BUCKET}", "${?PORT}", "${db.password}", "${spring.data-source.url}"})
    void tellsWhatNamesAVariableOrASetting(String text) {
        assertThat(observed(text)).isEqualTo(Observed.text(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${Canary25pw}", "${hunter2}", "${hunter}", "${a.hunter2}", "${JBSWY3DPEHPK3PXP}", "${c9.x}"})
    void guardsWhatOnlyLooksLikeAReference(String text) {
        assertThat(observed(text)).isEqualTo(new Observed.Guarded("variable", "password", text));
    }
}
