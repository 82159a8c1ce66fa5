package dev.leeway.agent.format.plist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.tree.TreeNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PropertyListTest {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            """;

    /** Written by the {@code plistlib} of Python, which is not ours, from what {@link #XML} says. */
    private static final String BINARY = """
            YnBsaXN0MDDcAQIDBAUGBwgJCgsMDQ4PEBESExQVFhkcVUxhYmVsVUNvdW50VUxhcmdlVVJhdGlvWEdyZWV0aW5nWVJ1bkF0TG9h
            ZFhEaXNhYmxlZFRNYWRlVEJsb2JfEBRFbnZpcm9ubWVudFZhcmlhYmxlc18QEFByb2dyYW1Bcmd1bWVudHNUTWFueV1jb20uYWNt
            ZS5zaG9wE//////////5EwAAAAEAAAAAIz/gAAAAAAAAZwBHAHIA/ADfAGUAICYDCQgzQcXYwVAAAABDAAEC0RcYWUxPR19MRVZF
            TFRpbmZvohobVi9iaW4vYVIteK8QEB0eHyAhIiMkJSYnKCkqKyxRMFExUTJRM1E0UTVRNlE3UThROVIxMFIxMVIxMlIxM1IxNFIx
            NQAIACEAJwAtADMAOQBCAEwAVQBaAF8AdgCJAI4AnAClAK4AtwDGAMcAyADRANUA2ADiAOcA6gDxAPQBBwEJAQsBDQEPAREBEwEV
            ARcBGQEbAR4BIQEkAScBKgAAAAAAAAIBAAAAAAAAAC0AAAAAAAAAAAAAAAAAAAEt
            """;

    private static final String XML = HEAD + """
            <plist version="1.0"><dict>
              <key>Label</key><string>com.acme.shop</string>
              <key>Count</key><integer>-7</integer>
              <key>Large</key><integer>4294967296</integer>
              <key>Ratio</key><real>0.5</real>
              <key>Greeting</key><string>Gr\u00fc\u00dfe \u2603</string>
              <key>RunAtLoad</key><true/>
              <key>Disabled</key><false/>
              <key>Made</key><date>2024-03-25T10:00:00Z</date>
              <key>Blob</key><data>AAEC</data>
              <key>EnvironmentVariables</key><dict><key>LOG_LEVEL</key><string>info</string></dict>
              <key>ProgramArguments</key><array><string>/bin/a</string><string>-x</string></array>
              <key>Many</key><array><string>0</string><string>1</string><string>2</string><string>3</string><string>4</string>
              <string>5</string><string>6</string><string>7</string><string>8</string><string>9</string><string>10</string>
              <string>11</string><string>12</string><string>13</string><string>14</string><string>15</string></array>
            </dict></plist>
            """;

    @Test
    void readsBothFormsAlike() throws Exception {
        for (byte[] form : List.of(XML.getBytes(StandardCharsets.UTF_8), binary())) {
            TreeNode list = PropertyList.read(form);
            assertThat(list.textAt("Label")).contains("com.acme.shop");
            assertThat(list.textAt("Count")).contains("-7");
            assertThat(list.textAt("Large")).contains("4294967296");
            assertThat(list.textAt("Ratio")).contains("0.5");
            assertThat(list.textAt("Greeting")).contains("Gr\u00fc\u00dfe \u2603");
            assertThat(list.textAt("RunAtLoad")).contains("true");
            assertThat(list.textAt("Disabled")).contains("false");
            assertThat(list.textAt("Made")).contains("2024-03-25T10:00:00Z");
            assertThat(list.textAt("Blob")).contains("3 bytes");
            assertThat(list.textAt("EnvironmentVariables", "LOG_LEVEL")).contains("info");
            assertThat(list.itemsAt("ProgramArguments"))
                    .extracting(item -> ((TreeNode.Scalar) item).text())
                    .containsExactly("/bin/a", "-x");
            assertThat(list.itemsAt("Many")).hasSize(16);
            assertThat(list.entriesAt()).hasSize(12);
        }
    }

    @Test
    void saysWhereAnXmlListIsNone() {
        assertThatThrownBy(() -> read(HEAD + "<plist><dict><key>a</key></dict></plist>"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("line 3: expected a key and its value");
        assertThatThrownBy(() -> read("<html/>")).hasMessageContaining("a plist with one element");
        assertThatThrownBy(() -> read("<plist><what/></plist>")).hasMessageContaining("an element of property lists");
        assertThatThrownBy(() -> read("hunter2"))
                .isInstanceOf(MalformedException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesNoEntitiesFromADocumentType() {
        assertThatThrownBy(() -> read("<!DOCTYPE plist [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<plist><string>&x;</string></plist>"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void endsWhereObjectsLeadBackToThemselves() {
        // An array that holds itself; one that holds itself fifteen times.
        for (int count : List.of(1, 14)) {
            byte[] array = new byte[count + 1];
            array[0] = (byte) (0xA0 | count);
            assertThatThrownBy(() -> PropertyList.read(list(array)))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("at most 64 levels and 200000 nodes");
        }
    }

    @Test
    void refusesCountsAndPlacesBeyondTheFile() {
        for (byte[] object : List.of(
                new byte[] {0x5F, 0x12, 0x7F, -1, -1, -1},
                new byte[] {0x5F, 0x13, -1, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {0x6F, 0x10, 0x7F},
                new byte[] {(byte) 0xAE, 0},
                new byte[] {(byte) 0xDF, 0x10, 0x40},
                new byte[] {(byte) 0xA1, 7},
                new byte[] {0x1F},
                new byte[] {0x70},
                new byte[] {0x05})) {
            assertThatThrownBy(() -> PropertyList.read(list(object)))
                    .as(Base64.getEncoder().encodeToString(object))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageStartingWith("byte ");
        }
    }

    @Test
    void survivesEveryFlippedByteAndEveryCut() {
        byte[] whole = binary();
        for (int at = 0; at < whole.length; at++) {
            for (int value : List.of(0, 0x7F, 0xFF, whole[at] ^ 1, whole[at] ^ 0x80)) {
                byte[] flipped = whole.clone();
                flipped[at] = (byte) value;
                survives(flipped);
            }
            byte[] cut = new byte[at];
            System.arraycopy(whole, 0, cut, 0, at);
            survives(cut);
        }
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[8 + random.nextInt(200)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                System.arraycopy("bplist00".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 8);
                int end = bytes.length - 32;
                if (end > 8) {
                    bytes[end + 6] = 1;
                    bytes[end + 7] = 1;
                    ByteBuffer.wrap(bytes).putLong(end + 8, random.nextInt(20)).putLong(end + 16, 0);
                    ByteBuffer.wrap(bytes).putLong(end + 24, 8 + random.nextInt(end));
                }
            }
            survives(bytes);
        }
    }

    private static void survives(byte[] bytes) {
        try {
            assertThat(PropertyList.read(bytes)).isNotNull();
        } catch (MalformedException told) {
            assertThat(told.getMessage()).contains("expected");
        }
    }

    private static TreeNode read(String text) throws MalformedException {
        return PropertyList.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A list of one object. */
    private static byte[] list(byte[] object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(object);
        out.write(8);
        ByteBuffer trailer = ByteBuffer.allocate(32);
        trailer.put(6, (byte) 1).put(7, (byte) 1).putLong(8, 1).putLong(16, 0).putLong(24, 8 + object.length);
        out.writeBytes(trailer.array());
        return out.toByteArray();
    }

    private static byte[] binary() {
        return Base64.getMimeDecoder().decode(BINARY);
    }
}
