package dev.leeway.collector.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "pkg:maven/org.slf4j/slf4j-api@2.0.17,maven,org.slf4j,slf4j-api,2.0.17",
                "pkg:npm/%40babel/core@7.24.0,npm,@babel,core,7.24.0",
                "pkg:npm/@babel/core,npm,@babel,core,-",
                "pkg:pypi/Django@5.0,pypi,-,Django,5.0",
                "pkg:golang/github.com/BurntSushi/toml@v1.3.2#cmd,golang,github.com/BurntSushi,toml,v1.3.2",
                "pkg://deb/debian/openssl@3.0.11-1~deb12u2?arch=amd64,deb,debian,openssl,3.0.11-1~deb12u2",
                "PKG:Deb/debian/libc6@2.36-9%2Bdeb12u4,deb,debian,libc6,2.36-9+deb12u4",
                "pkg:generic/caf%C3%A9@1,generic,-,caf\u00e9,1"
            })
    void takesApartWhatPackagesAreCalled(String text, String type, String namespace, String name, String version) {
        PackageUrl url = PackageUrl.parse(text).orElseThrow();
        assertThat(url.type()).isEqualTo(type);
        assertThat(url.namespace()).isEqualTo(Optional.ofNullable(namespace));
        assertThat(url.name()).isEqualTo(name);
        assertThat(url.version()).isEqualTo(Optional.ofNullable(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pkg:",
                "pkg:/",
                "pkg:maven",
                "pkg:maven/",
                "pkg:maven/a/%",
                "pkg:maven/a/%4",
                "pkg:maven/a/%zz",
                "pkg:maven/%FF/a@1",
                "http://example.org/a",
                "maven/a/b@1",
                "pkg:maven///",
                "pkg:npm/a@git+https://u:pw@host/x",
                "pkg:npm/x%40y@1"
            })
    void findsNoPackageInAnythingElse(String text) {
        assertThat(PackageUrl.parse(text)).isEmpty();
    }

    @Test
    void writesItAgainWithoutAddressesThatMayHoldCredentials() {
        PackageUrl url = PackageUrl.parse("pkg:maven/g/a@1%2B2?repository_url=https%3A%2F%2Fu:s3cret@repo&classifier=x"
                        + "&download_url=https://u:s3cret@repo&vcs_url=git+https://u:s3cret@repo#sub")
                .orElseThrow();
        assertThat(url.text()).isEqualTo("pkg:maven/g/a@1%2B2?classifier=x");
        assertThat(PackageUrl.parse(url.text())).contains(url);
    }
}
