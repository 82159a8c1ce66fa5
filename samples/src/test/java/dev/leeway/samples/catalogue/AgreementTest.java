package dev.leeway.samples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {
    @Test
    void partsWhatIsAlikeFromWhatDiffersInItsGroupAndFromWhatOneSideAloneTells() {
        NavigableSet<Library> ours = new TreeSet<>(List.of(
                new Library("maven", "g", "same", "1"),
                new Library("maven", "org.ow2.asm", "asm", "9"),
                new Library("maven", "g", "ours", "1")));
        NavigableSet<Library> theirs = new TreeSet<>(List.of(
                new Library("maven", "g", "same", "1"),
                new Library("maven", "org.objectweb.asm", "asm", "9"),
                new Library("maven", "g", "ours", "2")));
        Agreement agreement = Agreement.of(ours, theirs);

        assertThat(agreement.same()).extracting(Library::toString).containsExactly("g:same 1");
        assertThat(agreement.otherGroup()).extracting(Library::toString).containsExactly("org.ow2.asm:asm 9");
        assertThat(agreement.onlyOurs()).extracting(Library::toString).containsExactly("g:ours 1");
        assertThat(agreement.onlyTheirs()).extracting(Library::toString).containsExactly("g:ours 2");
    }

    @Test
    void readsPackageUrlsAsTheirEcosystemsNameThings(@TempDir Path directory) throws IOException {
        Path bill = directory.resolve("bill.json");
        Files.writeString(
                bill,
                "{\"components\":[{\"purl\":\"pkg:maven/org.x/a@1.0%2B1?type=jar\"},{\"purl\":\"pkg:npm/%40s/b@2\"},"
                        + "{\"purl\":\"pkg:pypi/Zope.Interface@3\"},{\"purl\":\"pkg:github/x/y@4\"},{\"name\":\"none\"}]}");

        assertThat(Inventories.ofBill(bill))
                .extracting(Library::toString)
                .containsExactly("org.x:a 1.0+1", "@s/b 2", "zope-interface 3");
    }
}
