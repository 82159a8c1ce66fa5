package dev.leeway.collector.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bomFormat\":\"CycloneDX\"|CYCLONEDX",
                "{\"$schema\":\"http://cyclonedx.org/schema/bom-1.6.schema.json\",|CYCLONEDX",
                "{ \"version\" : 1 ,\t \"properties\":[{\"a\":\"}]\"}], \"components\" : [|CYCLONEDX",
                "{\"x\":\"\\\"components\",\"y\":{\"bomFormat\":1},\"schema\":\"leeway/snapshot/1\"|OTHER",
                "{\"schema\":\"leeway/snapshot/1\",\"components\":[]|OTHER",
                "{\"spdxVersion\":\"SPDX-2.3\"|SPDX",
                "{\"@context\":\"x\"|SPDX",
                "{\"artifacts\":[|SYFT",
                "<?xml version=\"1.0\"?><bom/>|XML",
                "[1,2]|OTHER",
                "{}|UNTOLD",
                " { } |UNTOLD",
                "{\"name\":\"shop\",\"files\":[{\"a\":1}]}|UNTOLD",
                "{\"name\":\"shop\",|OTHER",
                "{\"|OTHER",
                "{\"a\\|OTHER",
                "{\"a\":|OTHER"
            })
    void isToldByTheFirstMemberThatOnlyOneKindHas(String beginning, DocumentKind kind) {
        assertThat(DocumentKind.of(beginning.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
    }

    @Test
    void isToldOfEveryBeginningOfADocument() {
        byte[] whole = "{\"a\":[1,{\"b\":\"\\u0041\"}],\"c\":\"\\\\\",\"bomFormat\":\"CycloneDX\"}"
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            byte[] beginning = Arrays.copyOf(whole, length);
            assertThat(DocumentKind.of(beginning)).isIn(DocumentKind.OTHER, DocumentKind.CYCLONEDX);
        }
        assertThat(DocumentKind.of(whole)).isEqualTo(DocumentKind.CYCLONEDX);
    }
}
