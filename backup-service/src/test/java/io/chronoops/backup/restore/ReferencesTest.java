package io.chronoops.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoops.backup.restore.References.Reference;
import io.chronoops.backup.script.Entry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static Entry foreignKey(String statement) {
        return new Entry("FK CONSTRAINT", "public", "t t_fkey", List.of(), List.of(statement));
    }

    @Test
    void a_foreign_key_is_read_as_pg_dump_writes_it_whatever_its_names() {
        var references = References.of(List.of(
                foreignKey("""
                        ALTER TABLE ONLY public.links
                            ADD CONSTRAINT links_page_fkey FOREIGN KEY (page) REFERENCES public.pages(id) ON DELETE CASCADE;"""),
                foreignKey("""
                        ALTER TABLE ONLY "My Schema"."Or""der"
                            ADD CONSTRAINT "a b" FOREIGN KEY ("Site", page_no) REFERENCES "My Schema"."Pa.ge"("No, 1", n) MATCH FULL DEFERRABLE;"""),
                new Entry("INDEX", "public", "i", List.of(), List.of("CREATE INDEX i ON public.links (page);"))));

        assertThat(references.all())
                .containsExactly(
                        new Reference(
                                "links_page_fkey", "public.links", List.of("page"), "public.pages", List.of("id")),
                        new Reference(
                                "a b",
                                "My Schema.Or\"der",
                                List.of("Site", "page_no"),
                                "My Schema.Pa.ge",
                                List.of("No, 1", "n")));
    }

    @Test
    void all_that_tables_refer_to_is_followed_round_in_circles_too() {
        var references = new References(List.of(
                new Reference("1", "s.a", List.of(), "s.b", List.of()),
                new Reference("2", "s.b", List.of(), "s.b", List.of()),
                new Reference("3", "s.b", List.of(), "s.c", List.of()),
                new Reference("4", "s.c", List.of(), "s.a", List.of()),
                new Reference("5", "s.d", List.of(), "s.a", List.of())));

        assertThat(references.closure(Set.of("s.a"))).containsExactlyInAnyOrder("s.a", "s.b", "s.c");
        assertThat(references.closure(Set.of("s.e"))).containsExactly("s.e");
    }
}
