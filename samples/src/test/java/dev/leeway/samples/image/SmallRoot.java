package dev.leeway.samples.image;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.ShopJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root with just what Java and Python need of this machine: made once, in seconds, where one of a distribution takes a minute. */
final class SmallRoot {
    private static final String SCRIPT = """
            set -e
            rm -rf "$0"
            mkdir -p "$0"
            cd "$0"
            mkdir -p bin etc opt/java usr/bin usr/lib var/lib/dpkg opt/shop/classes tmp
            cp /bin/busybox bin/busybox
            for tool in sh cat ln rm mkdir; do ln -s busybox bin/$tool; done
            cp -a "$2" opt/java/openjdk
            ln -s ../../opt/java/openjdk/bin/java usr/bin/java
            python=$(readlink -f /usr/bin/python3)
            cp "$python" usr/bin/python3
            library=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
            mkdir -p ".$library"
            tar -C "$library" --exclude=__pycache__ --exclude=./test --exclude=./config-* --exclude=./ensurepip \
                --exclude=./idlelib --exclude=./lib2to3 --exclude=./tkinter -c . | tar -C ".$library" -x
            mkdir -p usr/lib/python3/dist-packages/shop_tools-1.2.3.dist-info
            printf 'Metadata-Version: 2.1\nName: shop-tools\nVersion: 1.2.3\n' \
                >usr/lib/python3/dist-packages/shop_tools-1.2.3.dist-info/METADATA
            { ldd "$python"; find opt/java/openjdk -name '*.so' -exec ldd {} + ; ldd "$1/bin/java"; } 2>/dev/null |
                awk '$2 == "=>" && index($3, "/") == 1 {print $3} $1 ~ "^/.*ld-linux" {print $1}' |
                grep -v "^$1" | grep -v "^$PWD" | sort -u |
                while read -r file; do
                    mkdir -p ".$(dirname "$file")"
                    [ -e ".$file" ] || cp -L "$file" ".$file"
                done
            printf 'root:x:0:0::/:/bin/sh\nshop:x:1001:1001::/:/bin/sh\n' >etc/passwd
            printf 'ID=debian\nVERSION_ID="12"\n' >etc/os-release
            for i in $(seq 200); do
                printf 'Package: library%d\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.%d-1\n\n' $i $i
            done >var/lib/dpkg/status
            """;

    private static final Path ROOT = Program.REPOSITORY.resolve("samples/target/small-root");
    private static boolean made;

    private SmallRoot() {}

    /** Where it lies; nobody may change it. */
    static synchronized Path path(Path scratch) throws IOException, InterruptedException {
        if (!made) {
            make(scratch);
            made = true;
        }
        return ROOT;
    }

    private static void make(Path scratch) throws IOException, InterruptedException {
        for (String command : new String[] {"ldd", "busybox"}) {
            Needs.command(command);
        }
        Needs.met(Files.isExecutable(Path.of("/usr/bin/python3")), "needs the system's own Python");
        Path home = Path.of(System.getProperty("java.home"));
        Ran ran = Program.of(
                        "bash",
                        "-c",
                        SCRIPT,
                        ROOT.toString(),
                        home.toString(),
                        LinkedJava.home(scratch).toString())
                .run(scratch);
        if (ran.exit() != 0) {
            throw new IOException("no root: " + ran.err());
        }
        Files.copy(
                ShopJar.build(Files.createDirectories(scratch.resolve("jar")), "images-shop-web-1.4.2.jar"),
                ROOT.resolve("opt/shop/images-shop-web-1.4.2.jar"));
    }
}
