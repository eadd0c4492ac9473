namespace Sintropia.Design.Combinations;

/// <summary>How a search weighs what it expects against what it does not know.</summary>
public enum Acquisition
{
    /// <summary>By how much a measurement is expected to exceed the best so far. Močkus 1975; Jones, Schonlau and Welch 1998, doi:10.1023/A:1008306431147.</summary>
    ExpectedImprovement,

    /// <summary>What is expected and two standard deviations. Srinivas et al. 2010, arXiv:0912.3995, with a fixed factor.</summary>
    UpperConfidence,
}
