/** GeoPackages that harm who runs what stands in them, packed: they were made with SQLite, which the tests do not have. */
import { gunzipSync } from 'node:zlib';

const unpacked = (text: string) => gunzipSync(Buffer.from(text, 'base64'));

/** Two points, triggers that delete them and load a library, and a view that loads one. */
export const withTriggers = () => unpacked(triggers);

/** The two points, and a view that never ends. */
export const endless = () => unpacked(recursion);

const triggers =
  'H4sIAHw/BmsC/+3dS2wbxxkH8F3qQb0p21EYV0k8IWJQrClbpCzL9KM1La0oNhIp81FHfmCxJofUwuRS3l1aklEUkJ20pwA59NIW' +
  'KFCgRdFTi7boA+ih6Dm5FwUK5NA6h+ZQ5BAgzSGd3SVFLrlSGFmoVfX/A/XYmdmZ2W9mVztLQUrfWJJ1SgoVtSzpZJob5Xieu0YI' +
  'x3HD7OM41+BlH91N2zzH+f9ifBNbeSPGORvmzub4HqOw5zNj+7j1BQAAAAAAAAD+e46NGov8ruGfcp4feq6yLwAAAAAAAPA8PXnh' +
  'x4X+M9yY6y15+5WbsTS5eJ4UaSVPdTknrKRjo09jQjI2l77tszJ9wfloJrtsboqhiJGQXlkUUsn4fKPIhenZi6Hp2WA4cvFseGY2' +
  'HJ6euTAdjGYzi8lUPLN622fU7Av6Zqemp3x37zrkXJgOXzByVlLxZYG1FlMpVTbk3JovOOVQ/GJkKmQUzybimdu+PC2y4qzk2anQ' +
  '7PmZ6XAkPBOKRM5PO/UhEgqHzT68GWcHuSTpsl7Ns50TyVRmcSe5ohRr6UI0nXHq8Xmrx6V6yXOlWlUkV6moeVmRdKoRWSF5mpPL' +
  'UolYvdRIRSH6GiW12Gvra1StyPk7nPsqN9Z3qpxV8rQgKzRvDEtRldbX5BxJp9KJZEKo1vOqToUa7RKVFqhKlRwl2pam0/Ltz+vc' +
  'l7kx/tT9Ritzkso6KktKvZHPHVppFNqjEWP97/LonOcX7BMAAAAAAAAAHJiIa/DkayeHr5obpYqUp3lJ11X5XpWt163t8FT4wmQo' +
  'NBmeyUyFLs2w1/mzM+HwrSQ/6HnFM3zVzbikApX0qko1yan4+ZnIrWt3nhYY8Vp02hC+duej95j369ujTwfM9f+/OM9n7BMAAAAA' +
  'AAAAHAkDXSd56xGDq7vL0y9h/Q8AAAAAAABw9Nf/xu//855POfYCAAAAAAAAgKOmh+/y8JJrgLP+Nj/+Lj8AAAAAAADAkdT0/v8/' +
  'OfYCAAAAAAAAgP99J3i3Z8zr6uuTirRSXknGExnr7//xnk849gIAAAAAAACAI6W/2zPWbz4GwO//AwAAAAAAABxpO7//z40iGAAA' +
  'AAAAAABH2QDW/wAAAAAAAABHHt7/BwAAAAAAADj68P4/AAAAAAAAwNFnvP/v8vyG8/yVfQIAAAAAAACAQ+N1Vze3cCK2wvFPRzmO' +
  '51nS++8xH925Nm2KXvv7H77/Ot9WqmB42ij14fd+Zaz/ec+nHHsBAAAAAAAAwFHTw3d5eMk1PPIxN9qlcyP/HvrbyO9GvjXED/2g' +
  'f23wt4P33d/uP9Xz+56Nnp7uX3fpLj/3wUF34fH8cfd4drLvrWO6KheLVC2u3z/oNkY+7v0RBhsOk8dXRt3jN9i872nM+6KoyyUq' +
  'liWWtCk+qlTKYok+pCVRVjSq6q0l5lJCNCOQTCoeiwkp4v/iGvzkurCQTAkknkgLqQxJJtr38hNWggjRuUWSSt5kO8TiCZIWloS5' +
  'DElF42lhIno9mcoEid+qk1QUokv3SpT42+vyk4dypSTpVCO5iqLpqiQr+iXS6BjJSYpS0ck9SkpU04i+Jilkyh8gNxcF1s+JhHDz' +
  'bFPpK2QqcJkIifkVT6/3zBl+1WxZe1CSdSpq9EGVKrnWzdF6nKLXlwTSkjmhSGUaZFuB9RG31+Pht5NmlZLkse3mk3xkgvgKct7H' +
  'gpcRjICvpOLL0dQqeUNYJdFsJhlPsF2WhUSGJJLsI7u0FCQ+4/+r+sgKy2Qh8/3j3Xc+/NkvfSQjvJkJfH2415ue5DlZydPNWr+k' +
  'ql4xt8W20Qy1pow8mRtyeycn+e9EzD635rduD9uOqDWXTJiViEZAzP41jqJpAOrHvpNX69yGnNfXds1do3JxTW/PNpvfZVczb7cd' +
  '1+VNNqk3RU1+RMl8MmscUEvmlnPmXDKRzrB5zEZp/b6o62XbMDbFINg0SwPNuxXYbuWy2BQt45SKxxKtNQRISlhgszgxJ6StcLNz' +
  'QKeKrjUXCjx5dcDtnZnh3xYdR5FNVd0pbXDP0TRK7D6izccc1FRNlPMOYycr4mZb/IzUrfZUadOpLEvd2msEWCiLelk7sFg61c0O' +
  'z16pdbztFWrrki5LJVGlBVHb0nYKBmKDvd7bMx2fpyzy7eeqkTr0Fud2e2dn+e+eaoy0cX2gurrFjqdULSuaY2Jf+1i3Ftnj9LVK' +
  'OOXsVKJvrTvuutvceEQy8cRqvPlSV25Psp9rRmNGb7Xdz7imntrGssr2zjXPkmwifiMrkL3GnpVXDnY25Q5gLsX7e713Z/ecS60j' +
  'K4YdkwfifV++qpBjcv/2iz1u77lz/PbtxsSsFNWdqLQl9LZPyObszi48BSrpVZWyvapK4xo/LyxEs0tW8UC0t9ebPbfnMTa3Wzu+' +
  '5iT3k5ddbq/fz7+90Tg223HVN7raj6me1eGVNC/pknkqtZxFcp5VIhdkqloZ1uwN5qmWU+V1XWZ3UGZ6/dD9/mBJ0nQxx26GiuxH' +
  'GOtVJr7cuITuFJxgd1QFXS7TCf/p1cnT5cnT+czpxUunly+dLtzyB/1KZcMfCNiu5EHSfAW3XbhZVtMFu+Xcbz8ZVLFWYj9nxM4J' +
  'Eenu9S779xzhndEN2zZ7Il2d7xqybXazG/A+8y68izd/9j4JNCZHS0+d0lztU8XxjO/8imqbRxW1KCnyI6kxM3Z2b85ih1NR86wx' +
  'x0t0nhZkRTaraKmjdd4Fhgc/4Ub4fm7g5/33+gZ7/9ST737J9Ud+feQnw38e+mDonSHCMv8f0FfdYydP9m0HHsp0o1SR8jRvfa6N' +
  '9zfjwk1ipZBour4qChnfJ2Nz4kJ8Pmhmi3STzTONBXjCf04vr5+jD+XSWa3C1jWs6Obj+EvWM4/x3dZ+zbew+139OdRxWNZ/tjv0' +
  'clUz139Flf08YJfIliWgMW3NZaBtp6/VF4KPV71WLC/vHUtrrSBW19lFmu4zlrY6dmKZXTEu0CS5QGyrkmeLrdXG/mO7uZ/YbrbG' +
  'Nv5iR/N08wDm6ebhnacHE8vVMff4TRbLyG6xtK2V9ztRnSpxmKn2dfnzmqr2Xjg9CQrZnwTZd7hCQrXYLr5gxdbbWWz3OVGdKjks' +
  'M/XAQpk5YZ3yoS8IpfnU5hlnaXMdu09S6/nQc56jVic6j6tVvhFWh3c59gjJs03Q5joO2fx81jB+45j10Py1Dh6a73NuttXQOjMr' +
  'hebn189rXj77I3R2v/vVzm6L77/iHvd6+rbrt1jG3WxYaomkmUiiCxn2fWOySfaj3/vm2OzWjZfd42Ossf6mxpzaqjVVv1w0mppn' +
  'TbGUhVRymUhmldviuHs87ul7/KBWZ+2LmKclyhaNtgcRotTamm/v4r5aT2rtsp4YbxZYfan1ru2pBIsHW0bbnn9cbdmeZOsKawRL' +
  'lQ2q2p5eXa2l+aVa0LbFrzgfoXXGdnyEzsV9bcN6IEd45ssc4ePVkx3d528dwH3+Vkf3+VuH4T7/QNZQ/wEGNAq0ACABAA==';

const recursion =
  'H4sIAHw/BmsC/+3dS2zb5gEHcFJ+yI4fch+uuqppvgoNZC1yYklxHOexRbVpmastOXrUdZOCYKRPMhGJckgqtrNhgJN0OxXYYZdt' +
  'wIABG4adNmzDHsAOw87tfRhQoIctPazAgB4KdD10H0nJetGu6hiLa/x/kOXwe79I86MMJ319STEoKVS0smyQKDfG8Tx3jRCO456u' +
  'fdW9wL56m455jgv83fxHfOW1OOfsae5sju8zE3s+s47tbwAAAAAAAADw//PU2Ah77xn5Bef5iecq+wYAAAAAAABP0oNnf1YYPMON' +
  'ux4qOydX42ly8Twp0kqeGkpOWEnHxx7FhWR8Ln3Db0f6Q/OxTHbZOpTCs2ZAemVRSCXF+UaSC9GZi+HoTCgye/FsZHomEolOX4iG' +
  'YtnMYjIlZtZu+M2S/SH/zFR0yv/WWw4xF6KRC2bMSkpcFlhtcY1SdVPJrftDUw7JL85Ohc3k2YSYueHP0yJLzlKenQrPnJ+ORmYj' +
  '0+HZ2fNRpzbMhiMRqw1viKyTS7KhGNU8y5xIpjKLu8EVtVgLF2LpjFOLz9stLtVTnivViiK5SkXLK6psUJ0oKsnTnFKWS8RupU4q' +
  'KjHWKamNvb6xTrWKkr/Jua9y4wOnylk1TwuKSvPmtBQ1eWNdyZF0Kp1IJoRqPa7qlKhRL9FogWpUzVGib+sGLd/4vM59mRvnT91u' +
  '1DIna6yhiqzWK/ncoZZGon0qMff/Lo/GeX7N3gAAAAAAAADgkFx2Dfle9o1ctQ6omi9RXZcNQ1NuVdl2vRYQmYpcmAyHJyPTmanw' +
  'pWn2On/2QjT6ZpIf8pz0jFx1My65QGWjqlFddkp+fnr2zWs3HxUY6Vosaopcu/nRu8x79eOxRyes/f9/OM9n7A0AAAAAAAAAjoOh' +
  'Hh9fe8Tg6u3xDMrY/wMAAAAAAAAc//2/+fv/vOdTjr0AAAAAAAAA4Ljp43s8vOw6wdl/mx9/lx8AAAAAAADgWGr6/P/fHHsBAAAA' +
  'AAAAwFffM7zbM+51DQzIRVopryTFRMb++3+85xOOvQAAAAAAAADgWBns9YwPWo8B8Pv/AAAAAAAAAMfa7u//c2MYDAAAAAAAAIDj' +
  '7AT2/wAAAAAAAADHHj7/BwAAAAAAADj+8Pk/AAAAAAAAwPFnfv7v8vye8/yDvQEAAAAAAADAkfGKq5dbeCa+wvGPxjiO51nQe+8y' +
  'H928FrXErv3zzz96he9IVTA9aqT68Ie/Nff/vOdTjr0AAAAAAAAA4Ljp43s8vOwaGf2YG+sxuNH/Dr8/+sfR7wzzwz8eXB/6w9Bt' +
  '93cHT/X9qW+zr6/3dz2GK8B9cNhNuD//tNuXnRx4+JShKcUi1Yobtw+7jtGP+3+KyYaj5P6VMbfvOlv3fY11X5QMpUSlssyCtqR7' +
  'lUpZKtG7tCQpqk41oz3FXEqIZQSSSYnxuJAigS8uIUBeFRaSKYGIibSQypBkojNXgLAURIjNLZJUcpVliIsJkhaWhLkMScXEtDAR' +
  'ezWZyoRIwC6TVFRiyLdKlAQ6ywqQu0qlJBtUJ7mKqhuarKjGJdJoGMnJqloxyC1KSlTXibEuq2QqECSriwJr50RCWD3blPoKmQpe' +
  'JkJifsXT7z1zhl+zatbvlBSDSjq9U6Vqrv1wrD5OsVeXBNIWOaHKZRpiR8GNUbfX4+F3klaRsuxpyeaX/WSC+AtK3s8GLyOYA76S' +
  'EpdjqTXymrBGYtlMUkywLMtCIkMSSfaVXVoKEb/5/6v6yQqLZEPm/9cP3vnwl7/xk4zwRib4zZF+b3qS5xQ1T7dq7ZKrRsU6ljpm' +
  'M9weMvpgbtjtnZzkvzdrtbk9vv14pKVH7bFkwipEMgfEal+jF00TUO/7blytcZtK3ljfM3adKsV1ozPaqn6PrFbcXhk3lC22qLck' +
  'XblHyXwya3aoLXLbOXIumUhn2Dpms7RxWzKMcss0No1BqGmVBpuzFVi2cllqGi3zlBLjifYSgiQlLLBVnJgT0vZws3PAoKqhNycK' +
  'PnjphNs7Pc2/LTnOIluqhlPY0L6zaabYe0ab+xzSNV1S8g5zp6jSVsf4maHbnaHyllNaFrq93wywoSwaZf3QxtKpbNa91kLt/nYW' +
  'qG/IhiKXJI0WJH1b300YjA/1e29Md32espHvPFfN0OGHnNvtnZnhv3+qMdPm9YEa2jbrT6laVnXHwIHOuW5Pss/pa6dwitktxNje' +
  'cMy619q4RzJiYk1svtSVO4NazzWzMrO1+t5nXFNLW+ayynLnmldJNiFezwpkv7ln6dXDXU25Q1hL4mC/962ZfddS+8xKEcfgE+LA' +
  'ly8q7Bg8uPNcn9t77hy/c6OxMCtFbXdUOgL6Oxdkc3R3F54ClY2qRlmuqtq4xs8LC7Hskp08GOvv92bP7dvH5npr/WsOcj940eX2' +
  'BgL825uNvrX0q37Q09mnelSXV9K8bMjWqdR2Fil5VohSUKhmR9irN5Snek5TNgyF3UFZ4fWuBwKhkqwbUo7dDBXZjzDWqoy43LiE' +
  '7iacYHdUBUMp04nA6bXJ0+XJ0/nM6cVLp5cvnS68GQgF1MpmIBhsuZKHSPMVvOXCzaKaLtht537nyaBJtRQHOSN2T4jZ3n7vcmDf' +
  'Gd6d3UjLYd9sT/dZwy2HvewGfMC6C+/hrZ+9D4KNxdHWUqcwV+dScTzju7+itqyjilaUVeWe3FgZu9mbo1h3KlqeVeZ4ic7TgqIq' +
  'VhFtZbSvu+DI0CfcKPc+d+JXg7cGhvr/2pfvfd71F35j9Ocjfxv+YPidYcIiv6p2xl5yj/t8AzvfvqvQTarmzX1G7VttGl8XhVVS' +
  'CyKxNFkVM2zzI8xlU2nxdYGoE0rQDJ6o7YLC5gnMtk4xNm21IOVMmCykkstEDe4GmVmS8TlpQZwP2UdbtTT3xeftZx6+vfZ+zbew' +
  'B939OZRxVPZ/LXfo5apu7f+KGvt5wC6RbVtAc9la28CWTN+obwTvr3ntsby8/1jaewWpusEu0vSAY9lSxu5YZlfMCzRJLpCWXcnj' +
  'ja1dx8HHdusgY7vVPrbic12t061DWKdbR3edHs5Yro27fatsLGf3GsuWvfJBF6pTIQ4rtXVf/qSWamsrnJ4EhVufBLVmuELCtbFd' +
  'fNYeW293Y3vAhepUyFFZqYc2lJln7FM+/AVDaT21ecxV2lzG3ovUfj70hNeo3Yjux9VO3xhWh0859hmSx1ugzWUcsfX5uMP4rafs' +
  'h+Yvd/HQ/IBrs6OE9pVZKTQ/v35S6/LxH6Gze+Ovd3cLffuk2+f1DOzUb7HoXaUUkdtG0goksYUM+3djscmtvS9V5LxEt9gmTGe7' +
  'j4nAOaO8cc7MeVavBOxmXX/R7RtnlQ02VeZUV62q+uWiUdU8q4qFWLfaslXkjuRz+0TPwP07tTJr36Q8LVG2aWx5ECHJ7bX590/u' +
  'r7WkVi9riflhgd2WWus6nkqw8WDb6JbnH1fbjifZPsOewVJlk2otT6+u1sICcm3QdqQXnHton7Fd99A5ub9jWg+lh2e+TA/vr32t' +
  'q/v87UO4z9/u6j5/+yjc5x/KHup/wIXJGgAgAQA=';
