package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.object.ObjectLocation;

class IgnoreListTest {

    @Test
    void aStarMatchesSlashesToo() {
        assertIgnores("photos/*.tmp", "a/b/c.tmp");
        assertTakes("photos/*.tmp", "a/b/c.tmp2");
    }

    @Test
    void thePatternIsForBucketAndKeyAndCaseSensitive() {
        assertTakes("*.TMP", "a.tmp");
        assertTakes("a.tmp", "a.tmp");
        assertIgnores("photos/a.tmp", "a.tmp");
        assertTakes("other/*", "a.tmp");
    }

    @Test
    void aQuestionMarkIsOneCharacterOfAnyWidth() {
        assertIgnores("photos/a?b", "a\ud83d\ude00b");
        assertTakes("photos/a?b", "ab");
    }

    @Test
    void bracketsMatchAsInPythonsFnmatch() {
        assertIgnores("photos/a[1].txt", "a1.txt");
        assertTakes("photos/a[1].txt", "a[1].txt");
        assertIgnores("photos/[a-c]", "b");
        assertTakes("photos/[!a-c]", "b");
        assertIgnores("photos/[!a-c]", "d");
        assertIgnores("photos/[]]", "]");
        assertIgnores("photos/[!]]", "a");
        assertIgnores("photos/[a-]", "-");
        assertTakes("photos/[c-a]", "b");
        assertIgnores("photos/[never closed", "[never closed");
        assertIgnores("photos/[*]", "*");
    }

    @Test
    void theLastLineThatMatchesDecides() {
        String list = "photos/logs/*\n!photos/logs/keep/*\nphotos/logs/keep/tmp*\n";
        assertIgnores(list, "logs/a");
        assertTakes(list, "logs/keep/a");
        assertIgnores(list, "logs/keep/tmp1");
    }

    @Test
    void commentsAndBlankLinesMatchNothing() {
        assertTakes("# photos/a\n\n   \n", "a");
        assertTakes("", "a");
    }

    @Test
    void linesMayEndAsOnWindowsAndSpacesBelongToThePattern() {
        assertIgnores("photos/a\r\nphotos/b\r\n", "b");
        assertTakes("photos/a ", "a");
        assertIgnores("photos/a ", "a ");
    }

    @Test
    void manyStarsDoNotTakeForEver() {
        assertTakes("photos/" + "*a".repeat(50) + "b", "a".repeat(1_000));
    }

    @Test
    void aKeyWithItsSpecialCharactersInBracketsMatchesItself() {
        Cases.forAll(
                OddKeys::key,
                key -> {
                    String pattern = key.replaceAll("[\\[*?]", "[$0]");
                    boolean oneLine = !pattern.contains("\n") && !pattern.contains("\r");
                    if (oneLine) {
                        assertIgnores("photos/" + pattern, key);
                        assertIgnores("*" + pattern, key);
                    }
                });
    }

    private static void assertIgnores(String list, String key) {
        assertThat(IgnoreList.parse(list).ignores(new ObjectLocation("photos", key))).isTrue();
    }

    private static void assertTakes(String list, String key) {
        assertThat(IgnoreList.parse(list).ignores(new ObjectLocation("photos", key))).isFalse();
    }
}
