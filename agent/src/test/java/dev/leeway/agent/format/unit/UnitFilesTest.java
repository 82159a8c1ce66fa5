package dev.leeway.agent.format.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.agent.format.unit.EnvironmentFile.Assignment;
import dev.leeway.agent.format.unit.UnitFile.Setting;
import org.junit.jupiter.api.Test;

class UnitFilesTest {
    @Test
    void readsSettingsWithTheirSectionAndLine() {
        String text = String.join(
                "\n",
                "# a comment",
                "[Unit]",
                "Description=Shop",
                "",
                "[Service]",
                "Type = simple",
                "ExecStart=/opt/shop \\",
                "  --port 80 \\",
                "; dropped",
                "  --debug",
                "Environment=",
                "nonsense");
        assertThat(UnitFile.read(text))
                .containsExactly(
                        new Setting("Unit", "Description", "Shop", 3),
                        new Setting("Service", "Type", "simple", 6),
                        new Setting("Service", "ExecStart", "/opt/shop  --port 80  --debug", 7),
                        new Setting("Service", "Environment", "", 11));
    }

    @Test
    void readsSeveralAssignmentsOfOneSetting() {
        assertThat(EnvironmentFile.readSetting("A=1 \"B=two words\" 'C=x=y' D=a\\ b 1E=no plain", 4))
                .extracting(Assignment::name, Assignment::value, Assignment::line)
                .containsExactly(
                        tuple("A", "1", 4), tuple("B", "two words", 4), tuple("C", "x=y", 4), tuple("D", "a b", 4));
    }

    @Test
    void readsEnvironmentFilesAsSystemdDoes() {
        String text = String.join(
                "\n",
                "# comment",
                "; comment",
                "PLAIN=a b # not a comment",
                "  SPACED = kept ",
                "QUOTED=\"two\\\"words\" ",
                "SINGLE='a\\nb'",
                "EMPTY=",
                "no assignment",
                "LONG=one\\",
                "two",
                "SPAN=\"first",
                "second\"",
                "LAST=x",
                "");
        assertThat(EnvironmentFile.read(text))
                .extracting(Assignment::name, Assignment::value, Assignment::line)
                .containsExactly(
                        tuple("PLAIN", "a b # not a comment", 3),
                        tuple("SPACED", "kept", 4),
                        tuple("QUOTED", "two\"words", 5),
                        tuple("SINGLE", "a\\nb", 6),
                        tuple("EMPTY", "", 7),
                        tuple("LONG", "onetwo", 9),
                        tuple("SPAN", "first\nsecond", 11),
                        tuple("LAST", "x", 13));
    }

    @Test
    void neverShowsAValueInItsText() {
        assertThat(new Assignment("DB_PASSWORD", "hunter2", 1)).hasToString("Assignment[DB_PASSWORD, line 1]");
    }

    @Test
    void looksForAnInstanceBeforeItsTemplate() {
        assertThat(UnitPaths.fragments("shop-web@2.service"))
                .containsSubsequence(
                        "/etc/systemd/system/shop-web@2.service",
                        "/usr/lib/systemd/system/shop-web@2.service",
                        "/etc/systemd/system/shop-web@.service");
        assertThat(UnitPaths.dropInDirectories("shop-web@2.service"))
                .contains(
                        "/etc/systemd/system/shop-web@2.service.d",
                        "/etc/systemd/system/shop-web@.service.d",
                        "/etc/systemd/system/shop-.service.d",
                        "/run/systemd/system/service.d");
    }

    @Test
    void survivesFilesOfNothingButTrouble() {
        assertThat(EnvironmentFile.read("\\")).isEmpty();
        assertThat(EnvironmentFile.read("A=\"")).hasSize(1);
        assertThat(EnvironmentFile.read("=\n=x\n\"\n'")).isEmpty();
        assertThat(UnitFile.read("[\n]\n\\\n\\")).isEmpty();
    }
}
