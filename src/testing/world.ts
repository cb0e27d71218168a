/**
 * The environment variables of tested code, which sees the same world everywhere: same hashes, one thread per library,
 * no display.
 *
 * @param folder where it is at home and keeps what passes
 */
export const worldVariables = (folder: string): Record<string, string> => ({
  HOME: folder,
  TMPDIR: folder,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  PYTHONHASHSEED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MPLBACKEND: 'Agg',
});

/** Another world, in which code that depends on such things does something else: other hashes, zone, user and home. */
export const OTHER_WORLD: Readonly<Record<string, string>> = {
  HOME: '/tmp/elsewhere',
  LOGNAME: 'somebody-else',
  USER: 'somebody-else',
  TZ: 'XYZ-5:45',
  PYTHONHASHSEED: '4711',
};

/**
 * Python that is run before tested code there, in its process: the clock goes ahead by more than a year, another day of
 * the week and another time of day. Modules that were loaded before and hold `datetime` itself keep the true time.
 */
export const OTHER_CLOCK = `
def _move_clock():
    import datetime, time
    ahead = 400 * 86400 + 12345
    real, day = datetime.datetime, datetime.date
    for name in ("time", "clock_gettime"):
        def moved(*args, act=getattr(time, name)): return act(*args) + ahead
        setattr(time, name, moved)
    for name in ("time_ns", "clock_gettime_ns"):
        def moved(*args, act=getattr(time, name)): return act(*args) + ahead * 10**9
        setattr(time, name, moved)
    for name in ("localtime", "gmtime", "ctime"):
        def moved(seconds=None, act=getattr(time, name)): return act(time.time() if seconds is None else seconds)
        setattr(time, name, moved)
    strftime, asctime = time.strftime, time.asctime
    time.strftime = lambda form, when=None: strftime(form, time.localtime() if when is None else when)
    time.asctime = lambda when=None: asctime(time.localtime() if when is None else when)
    def stand_in(true, members):
        class Kind(type(true)):
            def __instancecheck__(cls, one):
                return isinstance(one, true) if cls is made else type.__instancecheck__(cls, one)
            def __subclasscheck__(cls, one):
                return issubclass(one, true) if cls is made else type.__subclasscheck__(cls, one)
        def new(cls, *args, **named):
            return true(*args, **named) if cls is made else true.__new__(cls, *args, **named)
        made = Kind(true.__name__, (true,), {"__new__": new, "__module__": "datetime", **members})
        return made
    ago = datetime.timedelta(seconds=ahead)
    datetime.datetime = stand_in(real, {
        "now": classmethod(lambda cls, tz=None: real.now(tz) + ago),
        "today": classmethod(lambda cls: real.now() + ago),
        "utcnow": classmethod(lambda cls: real.utcnow() + ago),
    })
    datetime.date = stand_in(day, {"today": classmethod(lambda cls: (real.now() + ago).date())})
_move_clock()
del _move_clock
`;
