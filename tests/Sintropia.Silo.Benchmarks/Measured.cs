namespace Sintropia.Silo.Benchmarks;

/// <summary>What was measured on a number of silos.</summary>
/// <param name="Silos">How many.</param>
/// <param name="Barrier">Wall time of a tick of a culture of eight small niches, s.</param>
/// <param name="Message">A message to a niche and the answer, s of a core; on two silos every second niche is on the other. On one and two silos.</param>
/// <param name="Question">A question to a network on a processor, s of a core. On one and two silos.</param>
/// <param name="Idle">What each silo takes while nothing happens, cores. On one and two silos.</param>
/// <param name="Grown">A culture that grows, of which the costs are taken. On one and two silos.</param>
/// <param name="Large">One that they are held against.</param>
/// <param name="Million">Another one.</param>
internal sealed record Measured(int Silos, double Barrier, double Message, double Question, double Idle, Spent? Grown, Spent Large, Spent Million);
