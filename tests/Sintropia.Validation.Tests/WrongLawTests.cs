using Sintropia.Biology.Cycle;
using Sintropia.Validation.Alternatives;

namespace Sintropia.Validation.Tests;

public sealed class WrongLawTests
{
    [Fact]
    public void Every_row_of_the_book_turns_red_under_some_wrong_law()
    {
        var rows = Rows.Of(Subject.Engine, founders: 500).Keys;
        var wrong = Verification.UnderWrongLaws(new() { Threads = 2 });

        Assert.Empty(rows.Except(wrong.Keys));
        Assert.Empty(wrong.Keys.Except(rows));
    }

    [Fact]
    public void An_exponential_G1_in_place_of_a_fixed_one_is_seen_in_growth()
    {
        var wrong = WrongLaws.Cells(t => WrongLaws.WithLaws(t, (phase, law) => phase == Phase.G1 ? new ExponentialDuration(law.Mean) : law));
        Rows.Of(wrong, "Culture · fixed").Fails("fixed 11/8/4/1 h: λ", "fixed 11/8/4/1 h: T_d");
    }

    [Fact]
    public void Newborn_founders_are_seen_in_fractions_and_ages()
    {
        Rows.Of(WrongLaws.AllNewborn, "fixed 11/8/4/1").Fails("fixed 11/8/4/1 h: S", "fixed 11/8/4/1 h: G1", "ages: fixed 11/8/4/1 h, founders", "ages: fixed 11/8/4/1 h, after 36 h");
    }

    [Fact]
    public void Remains_that_stay_twice_as_long_are_seen_in_the_dead_but_not_in_growth()
    {
        var rows = Rows.Of(WrongLaws.SlowClearance, "PhysiCell template with apoptosis");
        rows.Fails("PhysiCell template with apoptosis: dead/live");
        rows.Passes("PhysiCell template with apoptosis: λ");
    }

    [Fact]
    public void A_death_hazard_a_fifth_too_high_is_seen()
    {
        Rows.Of(WrongLaws.MoreDeath, "PhysiCell template with apoptosis", 20_000).Fails("PhysiCell template with apoptosis: dead/live");
        Rows.Of(WrongLaws.MoreDeath, "birth–death").Fails("birth–death: mean", "birth–death: extinction");
    }

    [Fact]
    public void An_arrest_that_one_in_ten_ignores_is_seen_at_every_phase()
    {
        Rows.Of(WrongLaws.LeakingArrest, "Arrest").Fails(
            "G1 block: G1 at 13 h", "G1 block: fold at 30 h", "all of S frozen: plateau", "exit from G2 held: plateau", "M frozen: plateau", "mitotic block: MI at 12 h", "mitotic block: slope of ln(1 + MI)");
    }

    [Fact]
    public void Slippage_bends_the_collection_line() => Rows.Of(WrongLaws.Slippage, "mitotic block").Fails("mitotic block: MI at 8 h", "mitotic block: slope of ln(1 + MI)");

    [Fact]
    public void A_cycle_without_chance_is_seen_in_the_variance_of_the_Yule_process() => Rows.Of(WrongLaws.OtherSpread, "Yule").Fails("Yule: variance", "Yule: undivided");

    [Fact]
    public void A_favoured_daughter_is_seen_in_the_mean_and_missing_noise_in_the_variance()
    {
        Rows.Of(WrongLaws.UnfairPartition, "Partition").Fails("partition of 1000: mean", "partition of 7: mean");
        var noiseless = Rows.Of(WrongLaws.NoiselessPartition, "Partition · 1000");
        noiseless.Fails("partition of 1000: variance");
        noiseless.Passes("partition of 1000: mean");
    }

    [Fact]
    public void A_trajectory_that_depends_on_threads_or_niches_is_seen()
    {
        Rows.Of(WrongLaws.SeedOfThreads, "Same bits").Fails("same bits: 2 threads", "same bits: two pauses");
        var niches = Rows.Of(WrongLaws.SeedOfNiches, "Same bits");
        niches.Fails("same bits: 3 threads, niches of 64");
        niches.Passes("same bits: 2 threads");
    }

    [Fact]
    public void A_seed_that_nothing_listens_to_is_seen() => Rows.Of(WrongLaws.DeafToSeed, "Same bits").Fails("same bits: another seed differs");

    [Fact]
    public void A_G2_of_twice_the_length_shifts_the_waves_after_a_release() => Rows.Of(WrongLaws.LongG2, "Synchrony").Fails("release: first mitoses", "release: second mitoses");

    [Fact]
    public void An_equation_solved_for_another_cycle_is_seen_to_the_digit()
    {
        var wrong = Subject.Engine with { Growth = t => StableGrowth.Of(WrongLaws.WithLaws(t, (phase, law) => phase == Phase.S ? new FixedDuration(law.Mean * 1.001) : law)) };
        Rows.Of(wrong, "Euler–Lotka · fixed").Fails("fixed 11/8/4/1 h: λ solved", "fixed 11/8/4/1 h: T_d solved", "fixed 11/8/4/1 h: S solved");
    }

    [Fact]
    public void A_slowing_that_does_more_than_it_should_is_seen_in_growth_rate_inhibition() =>
        Rows.Of(WrongLaws.LeakingArrest, "Growth-rate").Fails("GR at half speed: 24 h", "GR at half speed: 72 h", "GR under a G1 arrest: 72 h");

    [Fact]
    public void Independence_in_place_of_additivity_is_seen_in_a_sham_combination()
    {
        var rows = Rows.Of(WrongLaws.Independent, "Combinations");
        rows.Fails("combination: Loewe", "sham combination: Loewe", "sham combination: beyond a maximum");
        rows.Passes("combination: Bliss", "combination: HSA");
    }

    [Fact]
    public void A_dose_that_is_given_twice_is_seen_in_survival_and_in_fractions() =>
        Rows.Of(WrongLaws.DoubleDose, "Radiation").Fails("V79: survival at 1 Gy", "HSG: survival at 6 Gy", "30 × 2 Gy at α/β 3: BED");

    [Fact]
    public void An_inhibitor_without_its_target_is_seen_in_cells_that_lack_it()
    {
        var rows = Rows.Of(WrongLaws.Untargeted, "Palbociclib");
        rows.Fails("palbociclib, RB1 lost: G1", "palbociclib, RB1 lost: λ");
        rows.Passes("palbociclib, RB1 works: G1");
    }

    [Fact]
    public void Slippage_that_is_taken_for_death_is_seen_in_every_line() =>
        Rows.Of(WrongLaws.SlippageIsDeath, "Fates").Fails("nocodazole: death of RPE-1", "nocodazole: death of U2OS", "5 nM paclitaxel: death of HeLa");

    [Fact]
    public void Cells_that_express_no_programme_do_not_give_away_their_phase() => Rows.Of(WrongLaws.NoProgramme, "Expression · phases").Fails("scoring: phases recovered", "scoring: G1 recovered");
}
