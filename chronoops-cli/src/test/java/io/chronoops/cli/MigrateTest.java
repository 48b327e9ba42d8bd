package io.chronoops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrateTest extends PlayedServices {
    private static final String PLAN = """
            {"name":"enhanced-filtering","about":"Filtering","table":"public.scrape_pages","direction":"apply","database":"shop","state":"half",
             "size":{"rows":200000,"heapBytes":120000000,"indexBytes":30000000},"refusals":[],"findings":[],"steps":[
              {"name":"add-columns","state":"done","note":"","sql":["ALTER TABLE public.scrape_pages ADD COLUMN a int"],"lock":"ACCESS EXCLUSIVE","stopsTheApplication":false,"cost":"catalogue only","expectedMs":0},
              {"name":"assign","state":"half","note":"12000 of 200000 rows","sql":["UPDATE …"],"lock":"ROW EXCLUSIVE","stopsTheApplication":false,"cost":"writes rows","expectedMs":93000}]}""";

    @Test
    void a_plan_is_shown_step_by_step_with_its_sql() {
        services.get("/api/v1/migrations/enhanced-filtering?database=shop", PLAN);

        Called called = Called.with(services, "migrate", "plan", "enhanced-filtering");

        assertThat(called.out()).isEqualTo("""
                enhanced-filtering in shop: half done
                public.scrape_pages: about 200,000 rows, 120.0 MB and 30.0 MB of indexes
                STEP         STATE       ABOUT  LOCK              DOES
                add-columns  done            -  ACCESS EXCLUSIVE  catalogue only
                assign       half   1 min 33 s  ROW EXCLUSIVE     writes rows; 12000 of 200000 rows

                -- add-columns
                ALTER TABLE public.scrape_pages ADD COLUMN a int

                -- assign
                UPDATE …
                """);
    }

    @Test
    void applying_shows_the_steps_and_asks() {
        services.get("/api/v1/migrations/enhanced-filtering?database=shop", PLAN);
        operation(succeeded("plan enhanced-filtering applied", "{\"step.assign.ms\":\"12\",\"rows\":\"200000\"}"));

        Called refused = Called.typing("\n", services, "migrate", "apply", "enhanced-filtering");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(services.posted()).isEmpty();

        Called called = Called.typing("yes\n", services, "migrate", "apply", "enhanced-filtering");

        assertThat(called.exit()).isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"migrate\":{\"plan\":\"enhanced-filtering\",\"rollback\":false}");
        assertThat(called.out()).contains("  rows  200,000").doesNotContain("step.assign");
    }

    @Test
    void status_counts_the_steps_that_stand() {
        services.get("/api/v1/migrations?database=shop", "[" + PLAN + "]");

        Called called = Called.with(services, "migrate", "status");

        assertThat(called.out()).contains("enhanced-filtering  public.scrape_pages  half done      1 of 2");
    }

    @Test
    void what_the_service_says_is_its_mend_is_the_mend() {
        services.play("GET /api/v1/migrations/enhanced-filtering?database=shop", 404, """
                {"detail":"database shop has no table public.scrape_pages","mend":"check that this is the database"}""");

        Called called = Called.with(services, "migrate", "status", "enhanced-filtering");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).isEqualTo("""
                error: database shop has no table public.scrape_pages
                mend:  check that this is the database
                """);
    }

    @Test
    void a_full_vacuum_asks_a_plain_one_does_not() {
        operation(succeeded("1 table vacuumed", "{}"));

        assertThat(Called.with(services, "vacuum", "--full").exit()).isEqualTo(2);
        assertThat(Called.with(services, "vacuum", "--tables", "pages", "--analyze")
                        .exit())
                .isZero();
        assertThat(services.posted())
                .singleElement()
                .asString()
                .contains("\"vacuum\":{\"tables\":[\"pages\"],\"full\":false,\"analyze\":true}");
    }
}
