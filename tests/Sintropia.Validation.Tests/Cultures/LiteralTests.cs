namespace Sintropia.Validation.Tests.Cultures;

/// <summary>The literals of the book, solved once more without the engine.</summary>
public sealed class LiteralTests
{
    private static readonly IReadOnlyDictionary<string, Books.VerificationRow> Book = Rows.Of(Subject.Engine, founders: 500);

    private delegate double Laplace(double rate);

    [Fact]
    public void Growth_and_fractions_solve_the_Euler_Lotka_equation()
    {
        Solves("fixed 11/8/4/1 h", 0, ("G1", Fixed(11)), ("S", Fixed(8)), ("G2", Fixed(4)), ("M", Fixed(1)));
        Solves("exponential, means 11/8/4/1 h", 0, ("G1", Exponential(11)), ("S", Exponential(8)), ("G2", Exponential(4)), ("M", Exponential(1)));
        Solves("Erlang 4/20/10/10, means 11/8/4/1 h", 0, ("G1", Erlang(4, 11)), ("S", Erlang(20, 8)), ("G2", Erlang(10, 4)), ("M", Erlang(10, 1)));
        Solves("Smith–Martin, A 5 h, B 15 h", 0, ("A", Exponential(5)), ("B", Fixed(15)));
        Solves("PhysiCell template with apoptosis", 5.31667e-5 * 60, ("G1", Exponential(5)), ("S", Fixed(8)), ("G2", Fixed(4)), ("M", Fixed(1)));
        Solves("PhysiCell flow cytometry separated", 0, ("G1", Exponential(1 / 0.201)), ("S", Exponential(1 / 0.1248)), ("G2", Exponential(1 / 0.2502)), ("M", Exponential(1 / 1.002)));
        Solves("PhysiCell Ki67 advanced", 0, ("Ki67−", Exponential(3.62)), ("Ki67+ pre", Fixed(13)), ("Ki67+ post", Fixed(2.5)));
        Solves("PhysiCell Ki67 basic", 0, ("Ki67−", Exponential(4.59)), ("Ki67+", Fixed(15.5)));
        Solves("crypt transit cell, fixed 2/5/4/1 h", 0, ("G1", Fixed(2)), ("S", Fixed(5)), ("G2", Fixed(4)), ("M", Fixed(1)));
        Solves("crypt stem cell, fixed 14/5/4/1 h", 0, ("G1", Fixed(14)), ("S", Fixed(5)), ("G2", Fixed(4)), ("M", Fixed(1)));
    }

    [Fact]
    public void The_dead_per_living_follow_from_hazard_growth_and_clearance()
    {
        const double death = 5.31667e-5 * 60;
        var rate = Rate([Exponential(5), Fixed(8), Fixed(4), Fixed(1)]) - death;
        Equal(death / rate * (1 - Math.Exp(-rate * 8.6)), "PhysiCell template with apoptosis: dead/live", 4);
    }

    [Fact]
    public void Arrests_follow_from_the_fractions_past_them()
    {
        var rate = Math.Log(2) / 24;
        foreach (var hours in new[] { 0, 2, 4, 8, 12 }) Equal(Math.Exp(rate * (1 + hours)) - 1, $"mitotic block: MI at {hours} h", 4);
        foreach (var hours in new[] { 4, 8, 13 }) Equal(Math.Exp(rate * hours), $"G1 block: fold at {hours} h", 4);
        foreach (var hours in new[] { 0, 4, 8, 13 }) Equal(1 - (Math.Exp(rate * 13) - Math.Exp(rate * hours)) / Math.Exp(rate * hours), $"G1 block: G1 at {hours} h", 3);
        Equal(Math.Exp(rate * 5), "all of S frozen: plateau", 4);
        Equal(Math.Exp(rate), "exit from G2 held: plateau", 4);
    }

    [Fact]
    public void Ensembles_follow_from_their_moments()
    {
        var m = Math.Exp(0.04 * 36);
        Equal(m, "Yule: mean", 4);
        Equal(m * (m - 1), "Yule: variance", 4);
        Equal(1 / m, "Yule: undivided", 5);
        m = Math.Exp(0.03 * 48);
        Equal(m, "birth–death: mean", 4);
        Equal(0.05 / 0.03 * m * (m - 1), "birth–death: variance", 3);
        Equal(0.01 * (m - 1) / (0.04 * m - 0.01), "birth–death: extinction", 5);
    }

    [Fact]
    public void Survival_after_photons_follows_from_alpha_and_beta()
    {
        foreach (var (line, alpha, beta) in new[] { ("V79", 0.184, 0.020), ("HSG", 0.313, 0.0615) })
            foreach (var dose in new[] { 1, 2, 4, 6, 8 }) Equal(Math.Exp(-alpha * dose - beta * dose * dose), $"{line}: survival at {dose} Gy", 4);
    }

    [Fact]
    public void Rest_memory_and_Gompertz_follow_from_their_closed_forms()
    {
        Equal(Math.Log(1.6) / 24, "rest: λ", 6);
        Equal(Math.Log(1.6) / 24, "rest: λ solved", 6);
        foreach (var hours in new[] { 20, 25, 30 }) Equal(Math.Exp(-(hours - 15) / 5.0), $"α curve: {hours} h", 4);
        Equal(2 * (Math.Exp(Math.Log(2) / 24 * 11.5) - 1), "12 h in nocodazole: daughters out of the cycle", 5);
        foreach (var (day, digits) in new[] { (5, 4), (11, 3), (22, 3) }) Equal(Math.Exp(0.3094 / 0.072 * (1 - Math.Exp(-0.072 * day))), $"Gompertz culture: day {day}", digits);
    }

    private static void Solves(string model, double death, params (string Name, Laplace Law)[] phases)
    {
        var rate = Rate([.. phases.Select(p => p.Law)]);
        foreach (var suffix in new[] { "", " solved" })
        {
            Equal(rate - death, $"{model}: λ{suffix}", 6);
            Equal(Math.Log(2) / (rate - death), $"{model}: T_d{suffix}", 3);
            var reached = 1.0;
            foreach (var (name, law) in phases)
            {
                Equal(2 * reached * (1 - law(rate)), $"{model}: {name}{suffix}", 4);
                reached *= law(rate);
            }
        }
    }

    private static double Rate(Laplace[] phases)
    {
        double low = 1e-6, high = 1;
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (2 * phases.Aggregate(1.0, (product, law) => product * law(middle)) > 1) low = middle;
            else high = middle;
        }

        return low;
    }

    private static void Equal(double closedForm, string row, int digits) => Assert.Equal(Math.Round(closedForm, digits), Book[row].Expected.Number!.Value, 1e-9);

    private static Laplace Fixed(double hours) => g => Math.Exp(-g * hours);

    private static Laplace Exponential(double mean) => g => 1 / (1 + g * mean);

    private static Laplace Erlang(int stages, double mean) => g => Math.Pow(1 + g * mean / stages, -stages);
}
